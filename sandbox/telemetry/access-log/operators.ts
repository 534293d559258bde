import { isoMillis } from '../../lib/calendar';
import {
  httpVersion,
  isIpv6,
  socketText,
  type Hop,
  type HttpHeaders,
  type RequestTrace,
} from '../../net/index';

/** Where an upstream connection came from is not recorded; Envoy prints an ephemeral port there. */
const FIRST_EPHEMERAL_PORT = 32_768;

/** What a line is made from. */
export interface LoggedHop {
  readonly traceId: number;
  readonly index: number;
  readonly hop: Hop;
  /** The request as the proxy forwarded it, where it did. */
  readonly forwarded: HttpHeaders | undefined;
  /** Wall-clock time of the world's beginning. */
  readonly epochMs: number;
}

export function loggedHop(trace: RequestTrace, index: number, hop: Hop, epochMs: number): LoggedHop {
  return { traceId: trace.id, index, hop, forwarded: forwardedHeaders(trace, index), epochMs };
}

/** The request as a hop forwarded it, where it did. */
export function forwardedHeaders({ hops }: RequestTrace, index: number): HttpHeaders | undefined {
  for (let child = index + 1; child < hops.length; child++)
    if (hops[child]?.parent === index) return hops[child]?.request.headers;
  return undefined;
}

/** A value; undefined and the empty text show as absent. */
export type LogValue = string | number | undefined;

/**
 * Envoy's command operators, the part that Istio's formats and their usual variations have
 * (https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage).
 */
export const operators: Readonly<Record<string, (logged: LoggedHop, argument: string) => LogValue>> = {
  START_TIME: ({ epochMs, hop }) => isoMillis(epochMs + hop.startUs / 1000),
  REQ: (logged, argument) => requestField(logged, argument),
  RESP: ({ hop }, argument) => hop.response?.headers.get(argument),
  PROTOCOL: ({ hop }) => (isTcp(hop) ? undefined : protocolOf(hop)),
  RESPONSE_CODE: ({ hop }) => hop.status ?? 0,
  RESPONSE_FLAGS: ({ hop }) => hop.flags,
  // Spaces never appear inside: `upstream_reset_before_response_started{remote_connection_failure|…}`.
  RESPONSE_CODE_DETAILS: ({ hop }) => hop.details.replaceAll(' ', '_'),
  CONNECTION_TERMINATION_DETAILS: () => undefined,
  UPSTREAM_TRANSPORT_FAILURE_REASON: ({ hop }) => /\{[^|}]*\|(.*)\}$/.exec(hop.details)?.[1],
  BYTES_RECEIVED: ({ hop }) => hop.bytesReceived ?? 0,
  BYTES_SENT: ({ hop }) => hop.bytesSent ?? 0,
  DURATION: ({ hop }) => Math.round((hop.endUs - hop.startUs) / 1000),
  UPSTREAM_HOST: ({ hop }) => hop.decision?.upstream && socketText(hop.decision.upstream),
  UPSTREAM_CLUSTER_RAW: ({ hop }) => hop.decision?.cluster,
  UPSTREAM_CLUSTER: ({ hop }) => hop.decision?.cluster,
  UPSTREAM_LOCAL_ADDRESS: upstreamLocalAddress,
  DOWNSTREAM_LOCAL_ADDRESS: ({ hop }) => hop.downstream && socketText(hop.downstream.destination),
  DOWNSTREAM_REMOTE_ADDRESS: ({ hop }) => hop.downstream && socketText(hop.downstream.source),
  DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: ({ hop }) => hop.downstream?.source.ip,
  DOWNSTREAM_PEER_URI_SAN: ({ hop }) => hop.downstream?.peerIdentity,
  REQUESTED_SERVER_NAME: ({ hop }) => hop.downstream?.serverName,
  ROUTE_NAME: ({ hop }) => hop.decision?.routeName,
};

function isTcp({ decision }: Hop): boolean {
  return decision?.protocol === 'tcp';
}

function protocolOf({ downstream }: Hop): string {
  return httpVersion(downstream?.application);
}

/** `X-ENVOY-ORIGINAL-PATH?:PATH`: the second where the first is absent. */
function requestField(logged: LoggedHop, argument: string): LogValue {
  if (isTcp(logged.hop)) return undefined;
  for (const name of argument.split('?')) {
    const value = oneField(logged, name.toLowerCase());
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

function oneField({ hop, forwarded }: LoggedHop, name: string): LogValue {
  const { request } = hop;
  switch (name) {
    case ':method':
      return request.method;
    case ':path':
      return request.path;
    case ':authority':
      return request.authority;
    case ':scheme':
      return request.scheme;
    case 'x-envoy-original-path':
      return request.headers.get(name);
    case 'x-forwarded-for':
      return forwardedFor(hop, forwarded?.get(name));
    default:
      return forwarded?.get(name) ?? request.headers.get(name);
  }
}

/** The header as the proxy left it: gateways append the client's address, also when nothing was forwarded. */
function forwardedFor({ request, direction, downstream }: Hop, sent: string | undefined): LogValue {
  const received = request.headers.get('x-forwarded-for');
  if (sent !== undefined || direction !== 'gateway') return sent ?? received;
  const client = downstream?.source.ip;
  return received === undefined ? client : `${received},${client ?? ''}`;
}

/** A sidecar calls its own application from 127.0.0.6, others from the pod's address. */
function upstreamLocalAddress({ hop, traceId, index }: LoggedHop): LogValue {
  const { direction, downstream, decision } = hop;
  if (decision?.upstream === undefined) return undefined;
  const outbound = direction === 'outbound' ? downstream?.source.ip : downstream?.destination.ip;
  const own = isIpv6(outbound ?? '') ? '::6' : '127.0.0.6';
  const ip = direction === 'inbound' ? own : (outbound ?? '-');
  return socketText({ ip, port: FIRST_EPHEMERAL_PORT + ((traceId * 7 + index) % 28_000) });
}
