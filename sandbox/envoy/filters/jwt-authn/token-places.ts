import { compareText } from '../../../lib/compare-text';
import type { JwtProvider } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import { parseQuery, withoutParameter } from './query-string';

/** A token as it stands in a request. */
export interface FoundToken {
  readonly text: string;
  /** Takes it out of the request. */
  remove(stream: HttpStream): void;
}

/** Where a provider's tokens may stand: headers, then parameters, then cookies, each by name (…/jwt_authn/extractor.cc). */
export class TokenPlaces {
  readonly #headers: readonly { readonly name: string; readonly prefix: string }[];
  readonly #parameters: readonly string[];
  readonly #cookies: readonly string[];

  constructor({ fromHeaders = [], fromParams = [], fromCookies = [] }: JwtProvider) {
    const none = fromHeaders.length + fromParams.length + fromCookies.length === 0;
    const headers = none ? DEFAULT_HEADERS : fromHeaders;
    this.#headers = headers
      .map(({ name, valuePrefix = '' }) => ({ name: name.toLowerCase(), prefix: valuePrefix }))
      .sort((a, b) => compareText(a.name + a.prefix, b.name + b.prefix));
    this.#parameters = none ? ['access_token'] : [...fromParams].sort();
    this.#cookies = [...fromCookies].sort();
  }

  /** Every token of a request; usually there is none, and then nothing is made. */
  find(stream: HttpStream): readonly FoundToken[] {
    let found: FoundToken[] | undefined;
    for (const { name, prefix } of this.#headers) {
      if (!stream.headers.has(name)) continue;
      for (const value of stream.headers.values(name)) {
        const text = behindPrefix(value, prefix);
        if (text === undefined) continue;
        (found ??= []).push({ text, remove: ({ headers }) => headers.delete(name) });
      }
    }
    if (stream.query !== '' && this.#parameters.length > 0)
      (found ??= []).push(...this.#inQuery(stream.query));
    if (this.#cookies.length > 0) (found ??= []).push(...this.#inCookies(stream));
    return found ?? NO_TOKENS;
  }

  #inQuery(query: string): FoundToken[] {
    const parameters = parseQuery(query);
    return this.#parameters.flatMap((name) => {
      const text = parameters.find(([key]) => key === name)?.[1];
      if (text === undefined) return [];
      return [{ text, remove: (stream: HttpStream) => stream.setPath(withoutParameter(stream.path, name)) }];
    });
  }

  /** Cookies stay where they are. */
  #inCookies({ headers }: HttpStream): FoundToken[] {
    const cookies = (headers.get('cookie') ?? '').split(/[;,]/).map((cookie) => cookie.trim());
    return this.#cookies.flatMap((name) => {
      const cookie = cookies.find((candidate) => candidate.startsWith(`${name}=`));
      if (cookie === undefined) return [];
      const text = cookie.slice(name.length + 1).replace(/^"(.*)"$/, '$1');
      return [{ text, remove: () => undefined }];
    });
  }
}

const DEFAULT_HEADERS = [{ name: 'authorization', valuePrefix: 'Bearer ' }];
const NO_TOKENS: readonly FoundToken[] = [];

/** The token behind a prefix, which is case-sensitive and may stand anywhere; undefined without it. */
function behindPrefix(value: string, prefix: string): string | undefined {
  if (prefix === '') return value;
  const at = value.indexOf(prefix);
  if (at < 0) return undefined;
  const rest = value.slice(at + prefix.length);
  const start = rest.search(/[A-Za-z0-9\-_.]/);
  return start < 0 ? value : rest.slice(start);
}
