import { HttpHeaders, isFailure } from '../net/index';
import { sleep, type Process } from '../sim/index';
import type { ContainerSpec, PodSpec, Probe } from './objects';
import type { PodSandbox } from './pod-sandbox';
import type { TraceIds } from './trace-ids';

/**
 * The probe that is really made: injection sends the kubelet's requests to the sidecar's agent, which asks the
 * application what it was told to (`ISTIO_KUBE_APP_PROBERS`).
 */
export function probeOfAgent(pod: PodSpec | undefined, probe: Probe): Probe {
  const path = probe.httpGet?.path ?? '';
  if (!path.startsWith('/app-health/')) return probe;
  const proxy = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])].find(
    ({ name }) => name === 'istio-proxy',
  );
  const told = proxy?.env?.find(({ name }) => name === 'ISTIO_KUBE_APP_PROBERS')?.value;
  if (told === undefined) return probe;
  const asked = parseProbes(told)?.[path];
  if (asked === undefined) return probe;
  const { httpGet: _, ...timing } = probe;
  return { ...timing, ...asked };
}

function parseProbes(text: string): Readonly<Record<string, Probe>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, Probe>>;
  } catch {
    return undefined;
  }
}

/** The number of a probe's port, looked up by name if need be. */
export function probePort(container: ContainerSpec, probe: Probe): number | undefined {
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port;
  if (typeof port !== 'string') return port;
  return container.ports?.find(({ name }) => name === port)?.containerPort;
}

/** Asks once, past the sidecar (istio rewrites HTTP probes so that the agent asks for the kubelet). */
export function* probeSucceeds(
  sandbox: PodSandbox,
  probe: Probe,
  port: number,
  traces: TraceIds,
): Process<boolean> {
  const { ip } = sandbox.identity;
  const connection = sandbox.server.accept({
    source: sandbox.nextSource(),
    destination: { ip, port },
    hello: { protocol: 'raw_buffer' },
    application: 'http/1.1',
  });
  if (isFailure(connection)) return false;
  if (probe.httpGet === undefined) return true;
  const trace = traces.start('kubelet', 'probe');
  const headers = new HttpHeaders([['user-agent', 'kube-probe/1.36']]);
  const path = probe.httpGet.path ?? '/';
  const authority = `${ip}:${String(port)}`;
  const outcome = yield* connection.exchange(
    { method: 'GET', scheme: 'http', authority, path, headers, body: '' },
    { trace },
  );
  yield* sleep(1);
  traces.finish(trace, outcome);
  return !isFailure(outcome) && outcome.status >= 200 && outcome.status < 400;
}
