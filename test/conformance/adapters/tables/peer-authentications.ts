import type { PeerAuthenticationSpec } from '../../../../sandbox/istio/discovery/api/index';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import { PeerAuthenticationIndex } from '../../../../sandbox/istio/discovery/peer-authentication';
import { at, constant, entries, isStruct, items, number, type Go } from './go-literal';
import { configObject } from './manifest';
import { differ, type Table } from './table';

const modes: Readonly<Record<string, string>> = {
  MTLSPermissive: 'PERMISSIVE',
  MTLSStrict: 'STRICT',
  MTLSDisable: 'DISABLE',
};

/** PeerAuthentications of mesh, namespace and workload as one. */
export const peerAuthenticationTables: readonly Table[] = [
  {
    source: 'pilot/pkg/security/authn/policy_applier_test.go',
    func: 'TestComposePeerAuthentication',
    check: (row) => {
      const configs = items(row['configs']).map((config) =>
        toConfig<PeerAuthenticationSpec>(configObject(dated(config))),
      );
      const found = new PeerAuthenticationIndex(configs, 'root-namespace').effective('my-ns', { app: 'foo' });
      const wanted = row['want'];
      const ports = entries(at(wanted, 'PerPort')).map(([port, mode]) => [Number(port), modeOf(mode)]);
      return differ([found.mode, [...found.portLevel]], [modeOf(at(wanted, 'Mode')), ports]);
    },
  },
];

export function modeOf(value: Go): string {
  return modes[constant(value)] ?? constant(value);
}

/** Times relative to the test's start: `now`, `now.Add(-time.Second)`. */
function dated(config: Go): Go {
  const meta = at(config, 'Meta');
  const created = at(meta, 'CreationTimestamp');
  if (created === undefined || !isStruct(config) || !isStruct(meta)) return config;
  const offsetMs = at(created, '$call') === 'now.Add' ? number(items(at(created, 'args'))[0]) : 0;
  const seconds = 30 + Math.round(offsetMs / 1000);
  const date = { $call: 'time.Date', args: [2020, 1, 1, 0, 0, seconds] };
  return { ...config, Meta: { ...meta, CreationTimestamp: date } };
}
