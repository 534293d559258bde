import type { MetadataMatcher, StringMatch, ValueMatcher } from '../../../envoy/config/index';

const JWT_FILTER = 'envoy.filters.http.jwt_authn';

/** A claim with exactly one value. */
export function claim(name: string, stringMatch: StringMatch): MetadataMatcher {
  return { filter: JWT_FILTER, path: claimPath([name]), value: { stringMatch } };
}

/** A claim that is a value, or a list with such an element. */
export function claimOrElement(names: readonly string[], value: ValueMatcher): MetadataMatcher {
  return {
    filter: JWT_FILTER,
    path: claimPath(names),
    value: { orMatch: { valueMatchers: [{ listMatch: { oneOf: value } }, value] } },
  };
}

/** Reads `[a][b]` as a path into nested claims; brackets that do not pair are part of one name. */
export function nestedNames(text: string): string[] | undefined {
  if (/^(\[[^[\]]*\])+$/.test(text)) return text.slice(1, -1).split('][');
  return text.startsWith('[') && text.endsWith(']') ? [text.slice(1, -1)] : undefined;
}

function claimPath(names: readonly string[]): { readonly key: string }[] {
  return ['payload', ...names].map((key) => ({ key }));
}
