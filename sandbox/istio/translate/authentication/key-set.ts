import type { JwtRule } from '../../discovery/api/index';
import type { Snapshot } from '../../discovery/index';
import { keySetName } from '../../discovery/index';

/**
 * The keys that tokens of a rule are checked with: written in the rule, or fetched from where the rule or its issuer
 * says. Until they have been fetched no token can be valid: the key that stands in has no private half
 * (pilot/pkg/model/jwks_resolver.go).
 */
export function keySet(rule: JwtRule, snapshot: Snapshot): string {
  return rule.jwks || (snapshot.keySets.get(keySetName(rule)) ?? NOBODYS_KEY);
}

const NOBODYS_KEY = JSON.stringify({
  keys: [
    {
      kty: 'RSA',
      e: 'AQAB',
      n: '0xObjM0UvS_oaazjpEYlAbwctEJ4L8pH3OuTb7qth7gUwqet-EzQB4dgFdvSdMgrLnSncQGRjpEYz3F3viIbH-3EN3TxSlPNviHxeOdyiBVfumN8dMxbLvVJUpfNOnvmMxJcl-8NNjAwcOjk4otSALaYgYYyOPyvKtgVdrQr-FoubWX4yrjxW-MJ2-7OBeepUUNOsVwGV23YX03sVkkyvY3otRflkBcY3_HKpBxJl9wk2GyOShN4_PNUF9-vwfnvOXMbCDX-w4PTef4geeb_GiT40YCKHTKMSPVanGRn5GExIWmki-mmqh94-mPTJyBR74ShspL3BxPZitDL574T1w',
    },
  ],
});
