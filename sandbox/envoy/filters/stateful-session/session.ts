import { octetText } from '../../../lib/octet-text';
import { decodeBytes, encodeBytes } from '../../../lib/base64';
import { utf8Bytes, type HttpResponse } from '../../../net/index';
import type { HttpStream } from '../../http/stream';

/** How the host of a session is remembered: exactly one of the two settings is there. */
export interface SessionState {
  readonly typedConfig?: {
    readonly cookie?: { readonly name: string; readonly path?: string };
    readonly name?: string;
  };
}

/** Where a session says which host it is with. */
export interface Session {
  appliesTo(stream: HttpStream): boolean;
  /** `10.244.0.5:8080`; undefined where nothing readable is said. */
  read(stream: HttpStream): string | undefined;
  write(response: HttpResponse, host: string): void;
}

export function sessionOf(state: SessionState | undefined): Session | undefined {
  const { cookie, name } = state?.typedConfig ?? {};
  if (cookie) return cookieSession(cookie.name, cookie.path ?? '');
  return name === undefined ? undefined : headerSession(name);
}

/** The value is a message of Envoy's whose first field is the address (source/extensions/http/stateful_session/cookie). */
function cookieSession(name: string, path: string): Session {
  return {
    appliesTo: ({ pathname }) => isBelow(pathname, path),
    read(stream) {
      const bytes = decodeBytes(cookieOf(stream, name) ?? '');
      return bytes?.[0] === ADDRESS_FIELD ? octetText(bytes.slice(2, 2 + (bytes[1] ?? 0))) : undefined;
    },
    write({ headers }, host) {
      const address = utf8Bytes(host);
      const value = encodeBytes(Uint8Array.from([ADDRESS_FIELD, address.length, ...address]));
      const place = path === '' ? '' : `; Path=${path}`;
      headers.append('set-cookie', `${name}="${value}"${place}; HttpOnly`);
    },
  };
}

/** Field 1 of a protobuf message, a text. */
const ADDRESS_FIELD = 0x0a;

function headerSession(name: string): Session {
  return {
    appliesTo: () => true,
    read(stream) {
      const bytes = decodeBytes(stream.headers.get(name) ?? '');
      return bytes === undefined || bytes.length === 0 ? undefined : octetText(bytes);
    },
    write({ headers }, host) {
      headers.set(name, encodeBytes(utf8Bytes(host)));
    },
  };
}

/** As cookies see it: `/a` holds `/a` and `/a/b`, not `/ab`. */
function isBelow(pathname: string, path: string): boolean {
  if (path === '' || path === '/') return true;
  if (!pathname.startsWith(path)) return false;
  return path.endsWith('/') || pathname.length === path.length || pathname[path.length] === '/';
}

function cookieOf(stream: HttpStream, name: string): string | undefined {
  for (const part of (stream.headers.get('cookie') ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (part.slice(0, equals).trim() === name)
      return part
        .slice(equals + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1');
  }
  return undefined;
}
