import { Exchange, HttpHeaders, isFailure, type ConnectionFailure } from '../net/index';
import { sleep, withTimeout, type Process } from '../sim/index';
import type { ContainerSpec, PodSpec, Probe } from './objects';
import type { PodSandbox } from './pod-sandbox';
import { proxyVariable } from './proxy-container';
import type { TraceIds } from './trace-ids';

/**
 * The probe that is really made: injection sends the kubelet's requests to the sidecar's agent, which asks the
 * application what it was told to (`ISTIO_KUBE_APP_PROBERS`).
 */
function probeOfAgent(pod: PodSpec | undefined, probe: Probe): Probe {
  const path = probe.httpGet?.path ?? '';
  if (!path.startsWith('/app-health/')) return probe;
  const told = proxyVariable(pod, 'ISTIO_KUBE_APP_PROBERS');
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
function probePort(container: ContainerSpec, probe: Probe): number | undefined {
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port;
  if (typeof port !== 'string') return port;
  return container.ports?.find(({ name }) => name === port)?.containerPort;
}

/** Runs a command inside a container and answers how it ended and what it printed. */
export type Execute = (
  at: { readonly namespace: string; readonly pod: string; readonly container: string },
  words: readonly string[],
) => Process<{ readonly exitCode: number; readonly output: string }>;

/** What probes need besides the pod. */
export interface Probing {
  readonly traces: TraceIds;
  /** Absent where nobody runs commands, and for programs that are not simulated: such probes succeed. */
  readonly execute: Execute | undefined;
}

/** Asks once, past the sidecar, and answers why the probe failed in the kubelet's words; undefined when it succeeded. */
export function* probeFailure(
  sandbox: PodSandbox,
  container: ContainerSpec,
  declared: Probe,
  { traces, execute }: Probing,
): Process<string | undefined> {
  const limitMs = (declared.timeoutSeconds ?? 1) * 1000;
  const command = declared.exec?.command ?? [];
  if (command.length > 0) {
    const { namespace, name: pod } = sandbox.identity;
    const at = { namespace, pod, container: container.name };
    return execute && (yield* commandFailure(execute(at, command), command, limitMs));
  }
  const probe = probeOfAgent(sandbox.object.spec, declared);
  const port = probePort(container, probe);
  if (port === undefined) return undefined;
  const asked = yield* withTimeout(limitMs, 'probe', ask(sandbox, probe, port, traces));
  if (!asked.timedOut) return asked.value;
  const waiting = 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  return probe.httpGet === undefined
    ? `dial tcp ${sandbox.identity.ip}:${String(port)}: i/o timeout`
    : `Get "${urlOf(sandbox, probe, port)}": ${waiting}`;
}

function* commandFailure(
  running: ReturnType<Execute>,
  words: readonly string[],
  limitMs: number,
): Process<string | undefined> {
  const ran = yield* withTimeout(limitMs, 'probe', running);
  if (ran.timedOut) return `command ${JSON.stringify(words.join(' '))} timed out`;
  return ran.value.exitCode === 0 ? undefined : ran.value.output;
}

function* ask(
  sandbox: PodSandbox,
  probe: Probe,
  port: number,
  traces: TraceIds,
): Process<string | undefined> {
  const { ip } = sandbox.identity;
  const authority = `${ip}:${String(port)}`;
  const url = urlOf(sandbox, probe, port);
  const connection = sandbox.server.accept({
    source: sandbox.nextSource(),
    destination: { ip, port },
    hello: { protocol: 'raw_buffer' },
    application: 'http/1.1',
  });
  const { httpGet } = probe;
  if (isFailure(connection)) {
    const dial = `dial tcp ${authority}: connect: connection refused`;
    return httpGet === undefined ? dial : `Get "${url}": ${dial}`;
  }
  if (httpGet === undefined) return undefined;
  const headers = new HttpHeaders([['user-agent', 'kube-probe/1.36']]);
  const path = httpGet.path ?? '/';
  const request = { method: 'GET', scheme: 'http' as const, authority, path, headers, body: '' };
  const outcome = yield* traces.follow('kubelet', 'probe', function* (trace) {
    const answer = yield* connection.exchange(request, new Exchange(trace));
    if (!isFailure(answer)) answer.stream?.drop();
    yield* sleep(1);
    return answer;
  });
  connection.close();
  if (isFailure(outcome)) return `Get "${url}": ${spoken(outcome)}`;
  return outcome.status >= 200 && outcome.status < 400
    ? undefined
    : `HTTP probe failed with statuscode: ${String(outcome.status)}`;
}

function urlOf({ identity }: PodSandbox, { httpGet }: Probe, port: number): string {
  return `http://${identity.ip}:${String(port)}${httpGet?.path ?? '/'}`;
}

function spoken({ failure }: ConnectionFailure): string {
  return failure === 'reset' || failure === 'empty' ? 'EOF' : failure;
}
