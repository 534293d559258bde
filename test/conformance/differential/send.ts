import { HttpHeaders, isFailure, type HttpOutcome, type RequestTrace } from '../../../sandbox/net/index';
import { parseHttpUrl, type HttpUrl } from '../../../sandbox/lib/url';
import type { Location } from '../../../sandbox/runtime/index';
import { sleep, withTimeout, type Process } from '../../../sandbox/sim/index';
import type { ScenarioMesh } from './mesh';
import type { ActualOutcome, AppView, HopView, RequestSpec } from './scenario';

const DEFAULT_TIMEOUT_MS = 5000;

/** Sends a request as often as the step says, one after the other or side by side, and answers what came back. */
export function sendAll(mesh: ScenarioMesh, spec: RequestSpec, repeat: number): ActualOutcome[] {
  const concurrency = spec.concurrency ?? 1;
  const outcomes: ActualOutcome[] = [];
  const target = aim(mesh, spec);
  for (let sent = 0; sent < repeat; sent += concurrency) {
    const batch = Math.min(concurrency, repeat - sent);
    const tasks = Array.from({ length: batch }, () =>
      mesh.kernel.spawn('request', sendOne(mesh, spec, target)),
    );
    for (const task of tasks) outcomes.push(mesh.kernel.run(task));
    if (spec.intervalMs !== undefined) mesh.run(spec.intervalMs);
  }
  return outcomes;
}

interface Target {
  readonly from: Location;
  readonly url: HttpUrl;
  readonly ip: string | undefined;
}

function aim(mesh: ScenarioMesh, spec: RequestSpec): Target {
  const from: Location = spec.from === 'external' ? 'external' : mesh.podOf(spec.from);
  const url = parseHttpUrl(spec.url.replace(/^tcp:/, 'http:'));
  if (url === undefined) throw new Error(`not a URL: ${spec.url}`);
  const { runtime } = mesh;
  if (spec.to === 'ingress') return { from, url, ip: runtime.ingressIP() };
  if (spec.to === 'nodeport') return { from, url, ip: runtime.nodeIP };
  return { from, url, ip: undefined };
}

function* sendOne(mesh: ScenarioMesh, spec: RequestSpec, { from, url, ip }: Target): Process<ActualOutcome> {
  const startMs = mesh.kernel.nowMs;
  const { network } = mesh.runtime;
  const address = ip ?? network.resolve(url.host, from);
  if (address === undefined) return failed('dns', 0);
  const timeoutMs = spec.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  if (spec.tcp === true) {
    const listened = withTimeout(
      timeoutMs,
      'listen',
      network.transfer(from, { ip: address, port: url.port }, ''),
    );
    const result = yield* listened;
    if (result.timedOut) return failed('timeout', timeoutMs);
    const { outcome, trace } = result.value;
    const ms = mesh.kernel.nowMs - startMs;
    if (isFailure(outcome)) return { ...failed(outcome.failure, ms), hops: hopsOf(trace) };
    return { ...failed('', ms), error: null, body: outcome.text, hops: hopsOf(trace) };
  }
  const headers = new HttpHeaders([
    ['user-agent', 'curl/8.16.0'],
    ['accept', '*/*'],
  ]);
  // curl's -H replaces what curl sends by itself; two of its own are two lines.
  for (const [name, value] of Object.entries(spec.headers ?? {})) {
    if (['user-agent', 'accept'].includes(name.toLowerCase())) headers.delete(name);
    headers.append(name, value);
  }
  const authority = headers.get('host') ?? url.authority;
  headers.delete('host');
  const body = spec.body ?? '';
  if (body !== '') headers.set('content-length', String(body.length));
  const { outcome, trace } = yield* network.send({
    from,
    ip: address,
    port: url.port,
    request: { method: spec.method ?? 'GET', scheme: url.scheme, authority, path: url.path, headers, body },
    ...(url.scheme === 'https' ? { tls: { serverName: url.host, insecure: spec.insecure === true } } : {}),
    ...(spec.http2 === true ? { http2: true } : {}),
    maxTimeMs: timeoutMs,
  });
  yield* sleep(0);
  return judge(outcome, trace, mesh.kernel.nowMs - startMs);
}

function judge(outcome: HttpOutcome, trace: RequestTrace, ms: number): ActualOutcome {
  const hops = hopsOf(trace);
  if (isFailure(outcome)) return { ...failed(outcome.failure, ms), hops };
  const headers: Record<string, string> = {};
  for (const [name] of outcome.headers.entries())
    headers[name.toLowerCase()] = outcome.headers.values(name).join(', ');
  const app = echoed(outcome.body);
  return {
    status: outcome.status,
    error: null,
    ...(app === null && outcome.body !== '' ? { body: outcome.body } : {}),
    headers,
    app,
    hops,
    pod: app?.pod,
    ms,
  };
}

function failed(failure: string, ms: number): ActualOutcome {
  const error = failure === 'unreachable' ? 'timeout' : failure;
  return { status: null, error, headers: null, app: null, hops: [], pod: undefined, ms };
}

function echoed(body: string): (AppView & { readonly pod: string }) | null {
  if (!body.startsWith('{"workload":')) return null;
  return JSON.parse(body) as AppView & { readonly pod: string };
}

/** Proxies only; applications write no access log. */
function hopsOf({ hops }: RequestTrace): HopView[] {
  return hops
    .filter(({ direction }) => direction !== 'application')
    .map(({ direction, decision, flags, details, shadow }) => ({
      direction,
      cluster: decision?.cluster ?? '',
      route: decision?.routeName ?? '',
      flags,
      details: details.replaceAll(' ', '_'),
      ...(shadow === true ? { shadow } : {}),
    }));
}
