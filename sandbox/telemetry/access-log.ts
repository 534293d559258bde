import { isoMillis } from '../lib/calendar';
import { utf8Length, type Hop, type RequestTrace } from '../net/index';

/** Where an upstream connection came from is not recorded; Envoy prints an ephemeral port there. */
const FIRST_EPHEMERAL_PORT = 32_768;

/**
 * A hop as Istio's default text access log prints it (EnvoyTextLogFormat), without the line break.
 * @param epochMs wall-clock time of the world's beginning
 */
export function accessLogLine(trace: RequestTrace, index: number, epochMs: number): string {
  const hop = trace.hops[index];
  if (hop === undefined) return '';
  const { request, decision, downstream, response } = hop;
  const forwarded = trace.hops.find(({ parent }) => parent === index)?.request.headers;
  const header = (name: string): string => quoted(forwarded?.get(name) ?? request.headers.get(name));
  const { upstream } = decision ?? {};
  const cluster = decision?.cluster;
  const path = request.headers.get('x-envoy-original-path') ?? request.path;
  const serviceTime = response?.headers.get('x-envoy-upstream-service-time');
  const port = FIRST_EPHEMERAL_PORT + ((trace.id * 7 + index) % 28_000);
  return [
    `[${isoMillis(epochMs + hop.startUs / 1000)}]`,
    `"${request.method} ${path} HTTP/1.1"`,
    String(hop.status ?? 0),
    dash(hop.flags),
    dash(detailsOf(hop)),
    '-',
    quoted(transportFailure(hop)),
    String(utf8Length(request.body)),
    String(hop.bytesSent ?? 0),
    String(Math.round((hop.endUs - hop.startUs) / 1000)),
    dash(serviceTime),
    quoted(forwardedFor(hop, forwarded?.get('x-forwarded-for'))),
    header('user-agent'),
    header('x-request-id'),
    quoted(request.authority),
    quoted(upstream && address(upstream)),
    dash(cluster),
    upstream ? `${localIP(hop)}:${String(port)}` : '-',
    dash(downstream && address(downstream.destination)),
    dash(downstream && address(downstream.source)),
    dash(downstream?.serverName),
    dash(decision?.routeName),
  ].join(' ');
}

/** `upstream_reset_before_response_started{remote_connection_failure|…}`: spaces never appear inside. */
function detailsOf({ details }: Hop): string {
  return details.replaceAll(' ', '_');
}

function transportFailure({ details }: Hop): string | undefined {
  return /\{[^|}]*\|(.*)\}$/.exec(details)?.[1];
}

/** The header as the proxy left it: gateways append the client's address, also when nothing was forwarded. */
function forwardedFor({ request, direction, downstream }: Hop, sent: string | undefined): string | undefined {
  const received = request.headers.get('x-forwarded-for');
  if (sent !== undefined || direction !== 'gateway') return sent ?? received;
  const client = downstream?.source.ip;
  return received === undefined ? client : `${received},${client ?? ''}`;
}

/** A sidecar calls its own application from 127.0.0.6, others from the pod's address. */
function localIP({ direction, downstream }: Hop): string {
  if (direction === 'inbound') return '127.0.0.6';
  return (direction === 'outbound' ? downstream?.source.ip : downstream?.destination.ip) ?? '-';
}

function address({ ip, port }: { readonly ip: string; readonly port: number }): string {
  return `${ip}:${String(port)}`;
}

function dash(text: string | undefined): string {
  return text === undefined || text === '' ? '-' : text;
}

function quoted(text: string | undefined): string {
  return `"${dash(text)}"`;
}
