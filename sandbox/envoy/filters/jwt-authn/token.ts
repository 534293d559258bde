import { decodeBytes } from '../../../lib/base64';
import { memo } from '../../../lib/memo';
import { utf8Bytes, utf8Text } from '../../../net/index';
import { REFUSALS, type Refusal } from './status';

export type Claims = Readonly<Record<string, unknown>>;

/** A JSON Web Token (RFC 7519), read but not yet believed. */
export interface Token {
  readonly alg: string;
  /** Empty = the header names no key. */
  readonly kid: string;
  readonly claims: Claims;
  /** The middle part as it stands in the token. */
  readonly encodedPayload: string;
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** Seconds of the epoch; 0 = not said. */
  readonly notBefore: number;
  readonly expires: number;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** How many tokens are remembered at most. */
export const REMEMBERED_TOKENS = 100;

const ALGORITHMS = /^([EHRP]S(256|384|512)|EdDSA)$/;

/**
 * Reads a token in Envoy's order, so that the first fault found is the one it reports (source/common/jwt/jwt.cc).
 * A token comes with many requests and is read once.
 */
export const parseToken = memo(REMEMBERED_TOKENS, parse);

function parse(text: string): Token | Refusal {
  const parts = text.split('.').filter((part) => part !== '');
  const [encodedHeader, encodedPayload, encodedSignature] = parts;
  if (parts.length !== 3 || encodedHeader === undefined || encodedPayload === undefined)
    return REFUSALS.badFormat;
  const header = decodePart(encodedHeader, REFUSALS.headerBase64, REFUSALS.headerJson);
  if (typeof header === 'string') return header;
  const { alg, kid = '' } = header;
  if (typeof alg !== 'string') return REFUSALS.headerAlg;
  if (!ALGORITHMS.test(alg)) return REFUSALS.headerUnknownAlg;
  if (typeof kid !== 'string') return REFUSALS.headerKid;
  const claims = decodePart(encodedPayload, REFUSALS.payloadBase64, REFUSALS.payloadJson);
  if (typeof claims === 'string') return claims;
  const fault = faultOf(claims);
  if (fault !== undefined) return fault;
  const signature = decodeUrlBytes(encodedSignature ?? '');
  if (signature === undefined) return REFUSALS.signatureBase64;
  return {
    alg,
    kid,
    claims,
    encodedPayload,
    issuer: textOf(claims, 'iss'),
    audiences: audiencesOf(claims['aud']),
    notBefore: Number(claims['nbf'] ?? 0),
    expires: Number(claims['exp'] ?? 0),
    signed: utf8Bytes(`${encodedHeader}.${encodedPayload}`),
    signature,
  };
}

/** A claim by its whole name, else by its path through nested claims: `group.id`. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const key of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Claims)[key];
  }
  return value;
}

function decodePart(encoded: string, badBase64: Refusal, badJson: Refusal): Claims | Refusal {
  const bytes = decodeUrlBytes(encoded);
  if (bytes === undefined) return badBase64;
  try {
    const value: unknown = JSON.parse(utf8Text(bytes) ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : badJson;
  } catch {
    return badJson;
  }
}

/** Only the alphabet for URLs. */
function decodeUrlBytes(text: string): Uint8Array | undefined {
  return /[+/]/.test(text) ? undefined : decodeBytes(text);
}

/** The first registered claim of a wrong type. */
function faultOf(claims: Claims): Refusal | undefined {
  const isText = (name: string): boolean => ['string', 'undefined'].includes(typeof claims[name]);
  if (!isText('iss')) return REFUSALS.iss;
  if (!isText('sub')) return REFUSALS.sub;
  for (const name of ['iat', 'nbf', 'exp'] as const) {
    const time = claims[name];
    if (time === undefined) continue;
    if (typeof time !== 'number') return REFUSALS[name];
    if (time < 0 || time >= 2 ** 64) return REFUSALS[`${name}Range`];
  }
  if (!isText('jti')) return REFUSALS.jti;
  const { aud } = claims;
  const isList = Array.isArray(aud) && aud.every((item) => typeof item === 'string');
  return isText('aud') || isList ? undefined : REFUSALS.aud;
}

function textOf(claims: Claims, name: string): string {
  const value = claims[name];
  return typeof value === 'string' ? value : '';
}

function audiencesOf(aud: unknown): readonly string[] {
  if (typeof aud === 'string') return [aud];
  return Array.isArray(aud) ? aud.filter((item) => typeof item === 'string') : [];
}
