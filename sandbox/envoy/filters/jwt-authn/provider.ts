import { encodeBytes } from '../../../lib/base64';
import { memo } from '../../../lib/memo';
import type { Process } from '../../../sim/index';
import type { ProxyServices } from '../../services';
import { keptKeySet, KeySet } from './key-set';
import type { JsonWebKey } from '../../../lib/signatures/json-web-key';
import { utf8Bytes } from '../../../net/index';
import type { JwtProvider } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import { REFUSALS, type Refusal } from './status';
import { claimAt, parseToken, REMEMBERED_TOKENS, type Claims, type Token } from './token';
import { TokenPlaces, type FoundToken } from './token-places';

/** A token that cannot be used, and what of it is wrong. */
export interface Refused {
  readonly refusal: Refusal;
  readonly why: string;
}

/** A token that is good, with lists where lists were written as texts. */
export interface Accepted {
  readonly claims: Claims;
}

const CLOCK_SKEW_S = 60;

/** One issuer whose tokens are accepted (source/extensions/filters/http/jwt_authn/authenticator.cc). */
export class Provider {
  readonly #places: TokenPlaces;
  #keySet: KeySet;
  #keys: readonly JsonWebKey[] = [];
  /** A signature does not change its mind: each token's is checked once against the same keys. */
  #signatureFault: (text: string) => Refused | undefined = () => undefined;

  constructor(
    readonly name: string,
    readonly config: JwtProvider,
  ) {
    this.#places = new TokenPlaces(config);
    this.#keySet = new KeySet(config);
    this.#trust(this.#keySet.keys);
  }

  /** Whether a request has to wait for keys: it shows a token, and they were not fetched or are too old. */
  wants(stream: HttpStream, services: ProxyServices): boolean {
    const kept = keptKeySet(services, this.config);
    if (kept !== this.#keySet) {
      this.#keySet = kept;
      this.#trust(kept.keys);
    }
    return kept.isDue(services.now()) && this.tokens(stream).length > 0;
  }

  /** Fetches the keys; a failure leaves none. */
  *fetch(stream: HttpStream, services: ProxyServices): Process<void> {
    yield* this.#keySet.fetch(stream, services);
    this.#trust(this.#keySet.keys);
  }

  #trust(keys: readonly JsonWebKey[]): void {
    this.#keys = keys;
    this.#signatureFault = memo(REMEMBERED_TOKENS, (text) => {
      const token = parseToken(text);
      return typeof token === 'string' ? undefined : this.#checkSignature(token);
    });
  }

  /** The tokens at this provider's places; claims that the client itself wrote into headers are removed. */
  tokens(stream: HttpStream): readonly FoundToken[] {
    const { forwardPayloadHeader, claimToHeaders = [] } = this.config;
    if (forwardPayloadHeader !== undefined) stream.headers.delete(forwardPayloadHeader);
    for (const { headerName } of claimToHeaders) stream.headers.delete(headerName);
    return this.#places.find(stream);
  }

  /** Checks one token and, when it is good, does to the request what the configuration asks for. */
  accept(found: FoundToken, stream: HttpStream, nowMs: number): Accepted | Refused {
    const token = parseToken(found.text);
    if (typeof token === 'string') return { refusal: token, why: token };
    const refused = this.#checkClaims(token, Math.floor(nowMs / 1000)) ?? this.#signatureFault(found.text);
    if (refused) return refused;
    const { forwardPayloadHeader, claimToHeaders = [], forward } = this.config;
    if (forwardPayloadHeader !== undefined) stream.headers.append(forwardPayloadHeader, token.encodedPayload);
    for (const { headerName, claimName } of claimToHeaders) {
      const text = claimText(claimAt(token.claims, claimName));
      if (text !== '') stream.headers.append(headerName, text);
    }
    if (!forward) found.remove(stream);
    return { claims: this.#normalized(token.claims) };
  }

  #checkClaims({ issuer, audiences, notBefore, expires }: Token, now: number): Refused | undefined {
    const { config } = this;
    if (config.issuer !== '' && issuer !== config.issuer) {
      return { refusal: REFUSALS.unknownIssuer, why: `iss is "${issuer}", must be "${config.issuer}"` };
    }
    if (now + CLOCK_SKEW_S < notBefore)
      return { refusal: REFUSALS.notYetValid, why: `nbf is ${String(notBefore)}, now is ${String(now)}` };
    if (expires > 0 && now > expires + CLOCK_SKEW_S)
      return { refusal: REFUSALS.expired, why: `exp was ${String(expires)}, now is ${String(now)}` };
    const allowed = config.audiences ?? [];
    if (allowed.length === 0 || audiences.some((audience) => isAllowed(audience, allowed))) return undefined;
    const own = audiences.length === 0 ? 'missing' : audiences.join(', ');
    return { refusal: REFUSALS.audience, why: `aud is ${own}, must be one of ${allowed.join(', ')}` };
  }

  #checkSignature(token: Token): Refused | undefined {
    if (this.#keySet.hasFailed) return { refusal: REFUSALS.notFetched, why: 'nobody answered with the keys' };
    if (this.#keys.length === 0) {
      return { refusal: REFUSALS.noValidKeys, why: 'the key set holds no key that can be read' };
    }
    const candidates = this.#keys.filter(
      (key) =>
        (token.kid === '' || key.kid === '' || key.kid === token.kid) &&
        (key.alg === '' || key.alg === token.alg),
    );
    if (candidates.some((key) => key.verify(token.alg, token.signed, token.signature))) return undefined;
    return candidates.length === 0
      ? {
          refusal: REFUSALS.noMatchingKey,
          why: `no key for kid "${token.kid}" and alg ${token.alg}; there are ${this.#keyNames()}`,
        }
      : { refusal: REFUSALS.verification, why: `the signature is not one of key "${token.kid}"` };
  }

  #keyNames(): string {
    return this.#keys.map(({ kid, alg }) => `"${kid}"${alg === '' ? '' : ` (${alg})`}`).join(', ');
  }

  /** Claims that are lists in one text become lists. */
  #normalized(claims: Claims): Claims {
    const { spaceDelimitedClaims } = this.config.normalizePayloadInMetadata;
    const lists = spaceDelimitedClaims.flatMap((name) => {
      const value = claims[name];
      return typeof value === 'string'
        ? [[name, value.split(' ').filter((item) => item !== '')] as const]
        : [];
    });
    return lists.length === 0 ? claims : { ...claims, ...Object.fromEntries(lists) };
  }
}

/** A scheme and a final slash do not count (source/common/jwt/check_audience.cc). */
function isAllowed(audience: string, allowed: readonly string[]): boolean {
  const own = sanitized(audience);
  return allowed.some((candidate) => sanitized(candidate) === own);
}

function sanitized(audience: string): string {
  return audience.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/** A claim as a header value; lists and objects as base64 of their JSON. */
function claimText(value: unknown): string {
  if (typeof value === 'object' && value !== null) return encodeBytes(utf8Bytes(JSON.stringify(value)));
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
