import { encodeBytes } from '../../../lib/base64';
import { memo } from '../../../lib/memo';
import type { Process } from '../../../sim/index';
import type { ProxyServices } from '../../services';
import { keptKeySet, KeySet } from './key-set';
import type { JsonWebKey } from '../../../lib/signatures/json-web-key';
import { utf8Bytes, type SingleReason } from '../../../net/index';
import type { JwtProvider } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import { REFUSALS, type Refusal } from './status';
import { claimAt, parseToken, REMEMBERED_TOKENS, type Claims, type Token } from './token';
import { TokenPlaces, type FoundToken } from './token-places';

/** A token that cannot be used, and what of it is wrong. */
export interface Refused {
  readonly refusal: Refusal;
  readonly why: SingleReason;
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
    if (typeof token === 'string') return { refusal: token, why: ['unreadableToken', token] };
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
      const wanted = { is: 'text', text: config.issuer, anyCase: false } as const;
      const what = { is: 'named', name: 'iss' } as const;
      return { refusal: REFUSALS.unknownIssuer, why: ['unfit', what, `"${issuer}"`, wanted, false] };
    }
    if (now + CLOCK_SKEW_S < notBefore)
      return { refusal: REFUSALS.notYetValid, why: ['notYetValid', notBefore, now] };
    if (expires > 0 && now > expires + CLOCK_SKEW_S)
      return { refusal: REFUSALS.expired, why: ['expired', expires, now] };
    const allowed = config.audiences ?? [];
    if (allowed.length === 0 || audiences.some((audience) => isAllowed(audience, allowed))) return undefined;
    const own = audiences.length === 0 ? 'missing' : audiences.join(', ');
    const wanted = { is: 'listed', texts: allowed } as const;
    return { refusal: REFUSALS.audience, why: ['unfit', { is: 'named', name: 'aud' }, own, wanted, false] };
  }

  #checkSignature(token: Token): Refused | undefined {
    if (this.#keySet.hasFailed) return { refusal: REFUSALS.notFetched, why: ['keysNotFetched'] };
    if (this.#keys.length === 0) {
      return { refusal: REFUSALS.noValidKeys, why: ['noKeys'] };
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
          why: ['noMatchingKey', token.kid, token.alg, this.#keyNames()],
        }
      : { refusal: REFUSALS.verification, why: ['otherSignature', token.kid] };
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
