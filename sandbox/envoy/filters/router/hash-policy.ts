import type { HashPolicy } from '../../config/index';
import { durationMs } from '../../cluster/durations';
import { rotl, xxHash64, xxHash64Chain } from '../../hash/xxhash64';
import type { HttpStream } from '../../http/stream';
import { queryParameter } from '../../match/query-matcher';
import { remoteAddress } from '../../match/subject';

/**
 * The hash that pins a request to a host: the policies' values combined in order; undefined when none has a value.
 * A cookie with a ttl that is missing is made up, to be set on the response (source/common/http/hash_policy.cc).
 * @param setCookies gets the `set-cookie` of made-up cookies
 */
export function requestHash(
  policies: readonly HashPolicy[],
  stream: HttpStream,
  setCookies: string[],
): bigint | undefined {
  let combined: bigint | undefined;
  for (const policy of policies) {
    const value = policyHash(policy, stream, setCookies);
    if (value !== undefined) combined = combineHash(combined, value);
  }
  return combined;
}

/** Adds the next policy's hash to what there is. */
export function combineHash(before: bigint | undefined, value: bigint): bigint {
  return (before === undefined ? 0n : rotl(before, 1n)) ^ value;
}

/** A header counts with all its lines, sorted. */
export function headerHash(values: readonly string[]): bigint | undefined {
  return values.length === 0 ? undefined : xxHash64Chain([...values].sort());
}

/** The value of a made-up cookie: it depends on both ends of the connection. */
export function generatedCookie(remote: string, local: string): string {
  return xxHash64(remote + local).toString(16);
}

/** The `set-cookie` of a made-up cookie; Max-Age only when the ttl is not zero. */
export function setCookie(cookie: NonNullable<HashPolicy['cookie']>, value: string): string {
  const seconds = Math.floor((durationMs(cookie.ttl) ?? 0) / 1000);
  const parts = [`${cookie.name}="${value}"`];
  if (seconds > 0) parts.push(`Max-Age=${String(seconds)}`);
  if (cookie.path !== undefined && cookie.path !== '') parts.push(`Path=${cookie.path}`);
  for (const { name, value: text } of cookie.attributes ?? [])
    parts.push(text === undefined || text === '' ? name : `${name}=${text}`);
  return [...parts, 'HttpOnly'].join('; ');
}

function policyHash(policy: HashPolicy, stream: HttpStream, setCookies: string[]): bigint | undefined {
  if (policy.header) return headerHash(stream.headers.values(policy.header.headerName));
  if (policy.cookie) return cookieHash(policy.cookie, stream, setCookies);
  if (policy.connectionProperties?.sourceIp === true) return xxHash64(remoteAddress(stream));
  if (policy.queryParameter) {
    const value = queryParameter(stream.query, policy.queryParameter.name);
    return value === undefined ? undefined : xxHash64(value);
  }
  return undefined;
}

function cookieHash(
  cookie: NonNullable<HashPolicy['cookie']>,
  stream: HttpStream,
  setCookies: string[],
): bigint | undefined {
  const sent = cookieValue(stream.headers.get('cookie') ?? '', cookie.name);
  if (sent !== undefined && sent !== '') return xxHash64(sent);
  if (cookie.ttl === undefined) return undefined;
  const { source, destination } = stream.downstream;
  const value = generatedCookie(
    `${source.ip}:${String(source.port)}`,
    `${destination.ip}:${String(destination.port)}`,
  );
  setCookies.push(setCookie(cookie, value));
  return xxHash64(value);
}

/** A cookie's value, without the quotes around it. */
function cookieValue(header: string, name: string): string | undefined {
  for (const pair of header.split(/[;,]/)) {
    const equals = pair.indexOf('=');
    if (equals < 0 || pair.slice(0, equals).trim() !== name) continue;
    const value = pair.slice(equals + 1).trim();
    return /^".*"$/.test(value) ? value.slice(1, -1) : value;
  }
  return undefined;
}
