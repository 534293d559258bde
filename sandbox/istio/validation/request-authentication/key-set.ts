import { jsonProblem } from '../../../lib/json-problem';

/** Keys of a JSON Web Key Set, as far as validation looks: which of them are secret. */
export type KeySet = { readonly privateKeys: readonly number[] } | { readonly problem: string };

/** Reads a key set or a single key (RFC 7517). */
export function parseKeySet(text: string): KeySet {
  const broken = jsonProblem(text);
  if (broken !== undefined) return { problem: `failed to unmarshal JWK set: ${broken}` };
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) {
    return { problem: 'failed to unmarshal JWK set: not a JSON object' };
  }
  const keys: unknown = 'keys' in value ? value.keys : [value];
  if (!Array.isArray(keys)) return { problem: 'failed to unmarshal JWK set: keys is not a list' };
  const isSet = 'keys' in value;
  const privateKeys: number[] = [];
  for (const [index, key] of (keys as readonly unknown[]).entries()) {
    const where = isSet
      ? `failed to parse key #${String(index)} in key set`
      : 'failed to parse sole key in key set';
    if (typeof key !== 'object' || key === null || !('kty' in key)) {
      return { problem: `failed to unmarshal JWK set: ${where}: invalid key type from JSON ()` };
    }
    if (key.kty === 'oct' || 'd' in key) privateKeys.push(index);
  }
  return { privateKeys };
}
