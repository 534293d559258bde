import fc from 'fast-check';

/** The few names that random meshes and random requests share, so that they meet. */
export const HOSTS = ['a.example.com', 'b.example.com', 'shop.example.org'] as const;
export const SERVICES = ['web', 'api'] as const;
export const HEADER_NAMES = ['x-user', 'x-color', 'x-trace', 'end-user'] as const;
export const HEADER_VALUES = ['jason', 'Jason', 'red', 'dark-red', 'red1', '1'] as const;
export const QUERY_NAMES = ['q', 'page'] as const;
export const QUERY_VALUES = ['1', '12', 'abc', ''] as const;
export const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export const ORIGINS = ['https://a.example.com', 'https://shop.example.org', 'http://evil.example'] as const;
export const IPS = ['127.10.2.3', '127.10.9.9', '127.203.0.7'] as const;

export const pathText = fc.constantFrom(
  '/',
  '/api',
  '/api/',
  '/api/v1',
  '/apiv1',
  '/API/v1',
  '/v1/items/42',
  '/v2/items/7/tags',
  '/static/app.js',
  '/search',
);

export const pathPattern = fc.constantFrom(
  '/.*',
  '/v[0-9]+/items/.*',
  '/api(/.*)?',
  '.*\\.js',
  '/(api|search)',
  '/[A-Z]+/v1',
);

export const headerPattern = fc.constantFrom('.*', 'r.d', '(dark-)?red', '[0-9]+', '^jas.*$');

/** A `StringMatch` of Istio's API. */
export function stringMatch(
  text: fc.Arbitrary<string>,
  pattern: fc.Arbitrary<string>,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  return fc.oneof(
    text.map((exact) => ({ exact })),
    text.filter((one) => one !== '').map((prefix) => ({ prefix })),
    pattern.map((regex) => ({ regex })),
  );
}

/** A field that is there now and then: `absent` times missing for each time it is there. */
export function maybe<T>(value: fc.Arbitrary<T>, absent = 3): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

/** Drops what is undefined, as a manifest does. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

export const headerValue = fc.constantFrom(...HEADER_VALUES);
export const headerName = fc.constantFrom(...HEADER_NAMES);
