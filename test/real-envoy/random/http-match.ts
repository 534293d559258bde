import fc from 'fast-check';
import {
  compact,
  headerName,
  headerPattern,
  headerValue,
  HOSTS,
  maybe,
  METHODS,
  pathPattern,
  pathText,
  QUERY_NAMES,
  QUERY_VALUES,
  stringMatch,
} from './vocabulary';

const headerMatch = fc.oneof(
  { weight: 4, arbitrary: stringMatch(headerValue, headerPattern) },
  { weight: 1, arbitrary: fc.constant({}) },
);
const queryMatch = stringMatch(fc.constantFrom(...QUERY_VALUES), fc.constantFrom('.*', '[0-9]+'));

/** One entry of a VirtualService's `http[].match`. */
export const httpMatch = fc
  .record({
    uri: maybe(stringMatch(pathText, pathPattern), 1),
    ignoreUriCase: maybe(fc.boolean(), 6),
    method: maybe(stringMatch(fc.constantFrom(...METHODS), fc.constantFrom('P.*', 'GET|HEAD')), 5),
    authority: maybe(stringMatch(fc.constantFrom(...HOSTS), fc.constantFrom('a\\..*', '.*')), 6),
    scheme: maybe(fc.constantFrom({ exact: 'http' }, { exact: 'https' }), 12),
    headers: maybe(fc.dictionary(headerName, headerMatch, { minKeys: 1, maxKeys: 2, noNullPrototype: true })),
    withoutHeaders: maybe(
      fc.dictionary(headerName, headerMatch, { minKeys: 1, maxKeys: 1, noNullPrototype: true }),
      6,
    ),
    queryParams: maybe(
      fc.dictionary(fc.constantFrom(...QUERY_NAMES), queryMatch, {
        minKeys: 1,
        maxKeys: 2,
        noNullPrototype: true,
      }),
      4,
    ),
  })
  .map(compact)
  .filter((match) => Object.keys(match).length > 0);
