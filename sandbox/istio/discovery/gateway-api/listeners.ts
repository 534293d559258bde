import type { FrontendTls, Listener, RouteKind, Server } from '../api/index';
import type { Config } from '../config';
import { isAutoPassthrough } from './auto-passthrough';
import { serverHosts } from './allowed-namespaces';
import { toConditions, type Condition, type Finding } from './conditions';
import type { ConversionInput } from './conversion-input';
import { EAST_WEST_CONTROLLER, MESH_CONTROLLER } from './gateway-classes';
import { portOf } from './listener-conflicts';
import { buildTls } from './listener-tls';
import { GATEWAY_API, kinds } from './object-kinds';

/** The port of HBONE, which carries no routes. */
export const HBONE_PORT = 15_008;

/** The state of one listener. */
export interface ListenerStatus {
  readonly name: string;
  readonly attachedRoutes: number;
  readonly supportedKinds: readonly RouteKind[];
  readonly conditions: readonly Condition[];
}

/** What is made of a listener; without a server nothing is opened. */
export interface BuiltListener {
  readonly server?: Server;
  readonly status: ListenerStatus;
  readonly valid: boolean;
}

const NO_ERRORS = 'No errors found';

/** A listener as a server of an Istio Gateway, with its conditions (pilot/pkg/config/kube/gateway buildListener). */
export function buildListener(
  owner: Config<unknown>,
  listener: Listener,
  frontend: FrontendTls | undefined,
  controller: string,
  input: ConversionInput,
): BuiltListener {
  const isSet = owner.kind === 'ListenerSet';
  const { namespace, labels } = owner;
  const source = { kind: isSet ? kinds.listenerSet : kinds.gateway, namespace, labels };
  const { tls, problem } = buildTls(
    listener.tls,
    frontend,
    source,
    isAutoPassthrough(labels, listener),
    input,
  );
  const findings: Record<string, Finding> = {
    Accepted: { reason: 'Accepted', message: NO_ERRORS },
    Programmed: { reason: 'Programmed', message: NO_ERRORS },
    Conflicted: { reason: 'NoConflicts', message: NO_ERRORS, status: 'False' },
    ResolvedRefs: { reason: 'ResolvedRefs', message: NO_ERRORS },
  };
  const fail = (type: string, reason: string, message: string): void => {
    const finding = findings[type];
    if (finding) findings[type] = { ...finding, problem: { reason, message } };
  };
  let valid = true;
  if (problem !== undefined) {
    fail('ResolvedRefs', problem.reason, problem.message);
    fail('Programmed', 'Invalid', 'Bad TLS configuration');
    if (AUTHORITY_PROBLEMS.has(problem.reason)) fail('Accepted', 'NoValidCACertificate', problem.message);
    valid = false;
  }
  const port = portOf(listener);
  const unusable =
    port === undefined
      ? `protocol ${listener.protocol} requires a port to be set`
      : protocolProblem(listener.protocol, controller);
  if (unusable !== undefined) {
    fail('Accepted', 'UnsupportedProtocol', unusable);
    valid = false;
  }
  const unexpected = unexpectedListener(listener, controller);
  if (unexpected !== undefined) fail('Accepted', 'UnsupportedProtocol', unexpected);
  const needsTls = tls === undefined && (listener.protocol === 'HTTPS' || listener.protocol === 'TLS');
  if (needsTls && isSet) {
    fail('Accepted', 'UnsupportedProtocol', `protocol is ${listener.protocol} but no TLS section is defined`);
    fail('Programmed', 'Invalid', 'Bad TLS configuration');
    valid = false;
  }
  const hosts = serverHosts(
    listener.hostname,
    listener.allowedRoutes?.namespaces,
    namespace,
    input.namespaces,
  );
  const protocol = unusable === undefined ? listener.protocol : '';
  return {
    valid,
    status: listenerStatus(listener, findings),
    ...(needsTls
      ? {}
      : {
          server: { port: { name: 'default', number: port ?? 0, protocol }, hosts, ...(tls ? { tls } : {}) },
        }),
  };
}

/** The status of a listener that lost to another one. */
export function conflictedListener(listener: Listener, reason: string): ListenerStatus {
  const message = 'Listener has a conflict with another listener attached to the same Gateway';
  const problem = { reason, message };
  return listenerStatus(listener, {
    Accepted: { reason, message, problem },
    Programmed: { reason, message, problem },
    Conflicted: { reason, message },
  });
}

function listenerStatus(listener: Listener, findings: Readonly<Record<string, Finding>>): ListenerStatus {
  const { supported, valid } = supportedKinds(listener);
  const all = valid
    ? findings
    : {
        ...findings,
        ResolvedRefs: {
          reason: 'InvalidRouteKinds',
          message: 'Invalid route kinds',
          status: 'False' as const,
        },
      };
  return { name: listener.name, attachedRoutes: 0, supportedKinds: supported, conditions: toConditions(all) };
}

const AUTHORITY_PROBLEMS: ReadonlySet<string> = new Set([
  'InvalidCACertificateRef',
  'InvalidCACertificateKind',
  'RefNotPermitted',
]);

/** The kinds of routes a listener takes; not valid when it asks for one that does not suit its protocol. */
export function supportedKinds(listener: Listener): {
  readonly supported: readonly RouteKind[];
  readonly valid: boolean;
} {
  const supported = kindsOfProtocol(listener).map((kind) => ({ group: GATEWAY_API, kind }));
  const wanted = listener.allowedRoutes?.kinds ?? [];
  if (wanted.length === 0) return { supported, valid: true };
  const common = supported.filter(({ kind }) =>
    wanted.some((entry) => entry.kind === kind && (entry.group ?? GATEWAY_API) === GATEWAY_API),
  );
  return { supported: common, valid: common.length === wanted.length };
}

function kindsOfProtocol({ protocol, tls }: Listener): readonly string[] {
  switch (protocol) {
    case 'HTTP':
    case 'HTTPS':
      return ['HTTPRoute', 'GRPCRoute'];
    case 'TCP':
      return ['TCPRoute'];
    case 'TLS':
      return tls?.mode === 'Terminate' ? ['TLSRoute', 'TCPRoute'] : ['TLSRoute'];
    default:
      return [];
  }
}

function protocolProblem(protocol: string, controller: string): string | undefined {
  const known = ['HTTP', 'HTTPS', 'TLS', 'TCP'];
  const quoted = JSON.stringify(protocol);
  if (protocol === 'HBONE') {
    const carries = controller === MESH_CONTROLLER || controller === EAST_WEST_CONTROLLER;
    return carries ? undefined : `protocol ${quoted} is only supported for waypoint proxies`;
  }
  if (known.includes(protocol)) return undefined;
  const upper = protocol.toUpperCase();
  return [...known, 'HBONE'].includes(upper)
    ? `protocol ${quoted} is unsupported. hint: ${JSON.stringify(upper)} (uppercase) may be supported`
    : `protocol ${quoted} is unsupported`;
}

function unexpectedListener({ port, protocol, tls }: Listener, controller: string): string | undefined {
  if (controller === MESH_CONTROLLER && (port !== HBONE_PORT || protocol !== 'HBONE'))
    return 'Expected a single listener on port 15008 with protocol "HBONE"';
  if (controller !== EAST_WEST_CONTROLLER) return undefined;
  const fits =
    port === HBONE_PORT
      ? protocol === 'HBONE' && tls?.mode === 'Terminate'
      : protocol === 'TLS' && tls?.mode === 'Passthrough';
  if (fits) return undefined;
  return 'East-west gateway listeners must be either port 15008 with protocol "HBONE" and TLS.Mode == Terminate, or TLS with TLS.Mode == Passthrough';
}
