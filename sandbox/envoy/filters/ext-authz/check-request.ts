import { httpVersion, utf8Bytes, utf8Text, type HttpHeaders, type SocketAddress } from '../../../net/index';
import { isoMillis } from '../../../lib/calendar';
import type { RequestBodySettings } from '../../config/index';
import type { DownstreamInfo } from '../../http/downstream';

/** What an authorizer is asked about: a connection, and the request on it unless the proxy sees bytes only. */
export interface CheckedRequest {
  readonly downstream: DownstreamInfo;
  /** SPIFFE id of this proxy. */
  readonly identity: string;
  readonly nowMs: number;
  readonly http: CheckedHttp | undefined;
}

export interface CheckedHttp {
  readonly method: string;
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly headers: HttpHeaders;
  /** The part of the body that goes to the authorizer; undefined when none does. */
  readonly body: CheckedBody | undefined;
}

export interface CheckedBody {
  readonly text: string;
  /** True when the request's body is longer. */
  readonly partial: boolean;
}

/** `too large` when the body may only be sent as a whole and is longer than that. */
export function bodyToCheck(
  body: string,
  settings: RequestBodySettings | undefined,
): CheckedBody | 'too large' | undefined {
  const limit = settings?.maxRequestBytes ?? 0;
  if (limit === 0) return undefined;
  const bytes = utf8Bytes(body);
  if (bytes.length <= limit) return body === '' ? undefined : { text: body, partial: false };
  if (settings?.allowPartialMessage !== true) return 'too large';
  return { text: firstBytes(bytes, limit), partial: true };
}

/** A text is cut between characters. */
function firstBytes(bytes: Uint8Array, limit: number): string {
  for (let length = limit; length > 0; length--) {
    const text = utf8Text(bytes.slice(0, length));
    if (text !== undefined) return text;
  }
  return '';
}

/**
 * envoy.service.auth.v3.CheckRequest in protobuf's JSON form
 * (source/extensions/filters/common/ext_authz/check_request_utils.cc).
 */
export function checkRequest({ downstream, identity, nowMs, http }: CheckedRequest): object {
  const { source, destination, tls, peerIdentity, application } = downstream;
  return {
    attributes: {
      source: peer(source, peerIdentity),
      destination: peer(destination, tls ? identity : undefined),
      request: {
        time: isoMillis(nowMs),
        http: http && {
          id: http.headers.get('x-request-id') ?? '',
          method: http.method,
          headers: headersOf(http),
          path: http.path,
          host: http.authority,
          scheme: http.scheme,
          protocol: httpVersion(application),
          body: http.body?.text,
        },
      },
    },
  };
}

function peer({ ip, port }: SocketAddress, principal: string | undefined): object {
  return { address: { socketAddress: { address: ip, portValue: port } }, principal };
}

function headersOf({ method, scheme, authority, path, headers, body }: CheckedHttp): object {
  const found: Record<string, string> = {
    ':authority': authority,
    ':method': method,
    ':path': path,
    ':scheme': scheme,
  };
  for (const [name] of headers) found[name.toLowerCase()] = headers.get(name) ?? '';
  if (body) found['x-envoy-auth-partial-body'] = String(body.partial);
  return found;
}
