import { isIpAddress } from '../lib/ip-address';
import { Exchange, isFailure, type HttpOutcome } from '../net/index';
import type { Kernel, Process } from '../sim/index';
import { createFetch } from './app-client';
import type { Network } from './network';

const NAMESPACE = 'istio-system';
/** istiod's end of the connections it opens; its container is not simulated. */
const SOURCE = { ip: '10.244.0.3', port: 50_000 };

/** GET as istiod asks for key sets: in plaintext or TLS, past every proxy, on nobody's record. */
export function controlPlaneClient(
  kernel: Kernel,
  network: Network,
): (url: string, timeoutMs: number) => Process<string | undefined> {
  const fetch = createFetch({
    resolve: (host) => (isIpAddress(host) ? host : network.resolve(host, NAMESPACE)),
    connect: (request) => network.connect(request),
    nextSource: () => SOURCE,
  });
  return function* fetchText(url, timeoutMs) {
    const trace = { id: 0, startUs: kernel.nowUs, client: 'istiod', kind: 'background' as const, hops: [] };
    const outcome: HttpOutcome = yield* fetch({ url, timeoutMs }, new Exchange(trace));
    return isFailure(outcome) || outcome.status !== 200 ? undefined : outcome.body;
  };
}
