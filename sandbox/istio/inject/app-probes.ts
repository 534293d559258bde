import { isRecord, record, records } from '../../kube/index';
import type { Json } from './injection';

/** A container whose probes the agent asks, and how the agent would ask the application. */
export interface RewrittenProbes {
  readonly containers: readonly Json[];
  /** By the path under which the agent answers. */
  readonly probers: Readonly<Record<string, Json>>;
}

const handlers = ['httpGet', 'tcpSocket', 'grpc'] as const;
const probes = [
  ['readinessProbe', 'readyz'],
  ['livenessProbe', 'livez'],
  ['startupProbe', 'startupz'],
] as const;
const hooks = [
  ['preStop', 'prestopz'],
  ['postStart', 'poststartz'],
] as const;

/**
 * Sends probes to the agent, which is not behind mutual TLS (pkg/kube/inject/app_probe.go). Commands stay as they are.
 * @param port at which the agent answers
 */
export function rewriteProbes(containers: readonly Json[], port: number): RewrittenProbes {
  const probers: Record<string, Json> = {};
  const rewritten = containers.map((container) => {
    if (container['name'] === 'istio-proxy') return container;
    const ports = portsByName(container);
    const take = (handler: unknown, path: string): Json | undefined => {
      if (!isRecord(handler)) return undefined;
      const kind = handlers.find((name) => handler[name] !== undefined);
      if (kind === undefined) return undefined;
      const asked = proberOf(handler, kind, ports, port);
      if (asked) probers[path] = asked;
      return redirected(handler, path, port);
    };
    const name = String(container['name']);
    const result: Record<string, unknown> = { ...container };
    for (const [field, path] of probes) {
      const probe = take(container[field], `/app-health/${name}/${path}`);
      if (probe) result[field] = probe;
    }
    const { lifecycle } = container;
    if (isRecord(lifecycle)) {
      const own: Record<string, unknown> = { ...lifecycle };
      for (const [field, path] of hooks) {
        const hook = take(lifecycle[field], `/app-lifecycle/${name}/${path}`);
        if (hook) own[field] = hook;
      }
      result['lifecycle'] = own;
    }
    return result;
  });
  return { containers: rewritten, probers };
}

function portsByName(container: Json): ReadonlyMap<unknown, unknown> {
  return new Map(records(container['ports']).map((port) => [port['name'], port['containerPort']]));
}

/** What the agent needs to ask the application; undefined for a port without number, and once it is rewritten. */
function proberOf(
  handler: Json,
  kind: (typeof handlers)[number],
  ports: ReadonlyMap<unknown, unknown>,
  agentPort: number,
): Json | undefined {
  const action = record(handler[kind]);
  const timeout = handler['timeoutSeconds'];
  const port = typeof action['port'] === 'string' ? ports.get(action['port']) : action['port'];
  if (port === undefined || (kind !== 'grpc' && port === agentPort)) return undefined;
  const { path, port: _, host, scheme, httpHeaders, ...rest } = action;
  const known = { path, port, host, scheme, httpHeaders, ...rest };
  const asked = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { [kind]: asked, ...(timeout === undefined ? {} : { timeoutSeconds: timeout }) };
}

/** The same probe as an HTTP request to the agent. */
function redirected(handler: Json, path: string, port: number): Json {
  const { httpGet, tcpSocket: _, grpc: __, ...rest } = handler;
  const action = record(httpGet);
  const scheme = action['scheme'] === 'HTTPS' ? { scheme: 'HTTP' } : {};
  return { ...rest, httpGet: { ...action, ...scheme, path, port } };
}
