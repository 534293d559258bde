import { octetText } from '../../lib/octet-text';
import { decodeBytes, encodeBytesForUrl } from '../../lib/base64';
import { utf8Bytes, type HttpRequest } from '../../net/index';
import { escapeNonAscii } from './products';
import { hmacSha1 } from './sha1';

/** The key in the image; it is in the source, so every pod accepts every pod's cookies. */
const SECRET = latin1('_5#y2L"F4Q8z\n\xec]/');
/** Flask derives the signing key from the secret and this word. */
const KEY = hmacSha1(SECRET, latin1('cookie-session'));
const EXPIRED = 'session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/';

/** The Set-Cookie value that remembers a user: Flask's session, `payload.time.signature`. */
export function sessionCookie(user: string, nowMs: number): string {
  const value = `${encodeBytesForUrl(utf8Bytes(escapeNonAscii(JSON.stringify({ user }))))}.${timestamp(nowMs)}`;
  return `session=${value}.${sign(value)}; HttpOnly; Path=/`;
}

/** The Set-Cookie value that forgets the user. */
export function endSession(): string {
  return EXPIRED;
}

/** Who a request's session says is signed in; undefined without a session or with a forged one. */
export function userOf(request: HttpRequest): string | undefined {
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const session = cookies.find((cookie) => cookie.startsWith('session='))?.slice('session='.length);
  const dot = session?.lastIndexOf('.') ?? -1;
  if (session === undefined || dot < 0) return undefined;
  const value = session.slice(0, dot);
  if (sign(value) !== session.slice(dot + 1)) return undefined;
  const payload = decodeBytes(value.slice(0, value.indexOf('.')));
  return payload && readUser(octetText(payload));
}

function readUser(json: string): string | undefined {
  try {
    const { user } = JSON.parse(json) as { readonly user?: unknown };
    return typeof user === 'string' ? user : undefined;
  } catch {
    return undefined;
  }
}

function sign(value: string): string {
  return encodeBytesForUrl(hmacSha1(KEY, latin1(value)));
}

/** Seconds since 1970 as the fewest big-endian bytes. */
function timestamp(nowMs: number): string {
  const bytes: number[] = [];
  for (let seconds = Math.floor(nowMs / 1000); seconds > 0; seconds = Math.floor(seconds / 256))
    bytes.unshift(seconds % 256);
  return encodeBytesForUrl(Uint8Array.from(bytes));
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
