import { secretNames, type ProxyConfig } from './config/index';
import type { ProxyContext } from './proxy-context';

const DAY_MS = 86_400_000;
/** What Envoy says when it holds no certificate. */
const NEVER = 4_294_967_295;

/**
 * Whole days until the first certificate that a proxy's TLS uses runs out
 * (source/common/tls/context_manager_impl.cc). A workload's own, which is replaced twice a day, never has one left.
 */
export function daysUntilFirstCertExpiring(
  config: ProxyConfig,
  proxy: Pick<ProxyContext, 'credential' | 'now'>,
): number {
  const days = secretNames(config).flatMap((name) => {
    const credential = proxy.credential(name);
    if (credential === undefined) return [0];
    return credential.certificates.map(({ notAfterMs }) => (notAfterMs - proxy.now()) / DAY_MS);
  });
  return Math.max(0, Math.floor(Math.min(NEVER, ...days)));
}
