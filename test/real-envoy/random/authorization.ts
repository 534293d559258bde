import fc from 'fast-check';
import { compact, headerName, headerValue, HOSTS, maybe, METHODS } from './vocabulary';

const value = fc.constantFrom('*', 'jason', 'jas*', '*red', 'red');
const path = fc.constantFrom(
  '/',
  '/api',
  '/api/*',
  '*/v1',
  '*.js',
  '/v1/items/{*}',
  '/{**}',
  '/v2/{*}/7/{**}',
);
const block = fc.constantFrom(
  '127.10.2.3',
  '127.10.0.0/16',
  '127.203.0.0/24',
  '10.1.0.0/16',
  '0.0.0.0/0',
  '::1',
);

function some(one: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  return fc.uniqueArray(one, { minLength: 1, maxLength: 2 });
}

const operation = fc
  .record({
    hosts: maybe(some(fc.constantFrom(...HOSTS, '*.example.com', 'A.example.com', 'web*')), 4),
    notHosts: maybe(some(fc.constantFrom(...HOSTS, '*.org')), 6),
    ports: maybe(some(fc.constantFrom('80', '8080', '9090')), 6),
    notPorts: maybe(some(fc.constantFrom('80', '9090')), 6),
    methods: maybe(some(fc.constantFrom(...METHODS, 'P*')), 2),
    notMethods: maybe(some(fc.constantFrom(...METHODS)), 6),
    paths: maybe(some(path), 2),
    notPaths: maybe(some(path), 6),
  })
  .map(compact)
  .filter((one) => Object.keys(one).length > 0);

const source = fc
  .record({
    ipBlocks: maybe(some(block), 2),
    notIpBlocks: maybe(some(block), 4),
    remoteIpBlocks: maybe(some(block), 4),
    notRemoteIpBlocks: maybe(some(block), 6),
    requestPrincipals: maybe(some(fc.constantFrom('*', 'issuer.example/sub-1', 'issuer.example/*')), 4),
    notRequestPrincipals: maybe(some(fc.constantFrom('*', 'issuer.example/sub-1')), 6),
    principals: maybe(some(fc.constantFrom('*', 'cluster.local/ns/default/sa/client')), 12),
    namespaces: maybe(some(fc.constantFrom('default', 'def*')), 12),
  })
  .map(compact)
  .filter((one) => Object.keys(one).length > 0);

const condition = fc.oneof(
  fc.record({ key: headerName.map((name) => `request.headers[${name}]`), values: some(value) }),
  fc.record({ key: headerName.map((name) => `request.headers[${name}]`), notValues: some(headerValue) }),
  fc.record({ key: fc.constant('remote.ip'), values: some(block) }),
  fc.record({ key: fc.constant('source.ip'), notValues: some(block) }),
  fc.record({ key: fc.constant('destination.port'), values: some(fc.constantFrom('80', '8080')) }),
  fc.record({
    key: fc.constant('request.auth.claims[group]'),
    values: some(fc.constantFrom('admin', 'dev*')),
  }),
  fc.record({
    key: fc.constant('request.auth.claims[nested][role]'),
    values: some(fc.constantFrom('ops', '*')),
  }),
);

const rule = fc
  .record({
    from: maybe(fc.array(fc.record({ source }), { minLength: 1, maxLength: 2 }), 1),
    to: maybe(fc.array(fc.record({ operation }), { minLength: 1, maxLength: 2 }), 1),
    when: maybe(fc.array(condition, { minLength: 1, maxLength: 2 }), 2),
  })
  .map(compact);

/** The `spec` of an AuthorizationPolicy without its selector. */
export const authorizationSpec = fc
  .record({
    action: fc.constantFrom('ALLOW', 'DENY', 'ALLOW', 'DENY', 'AUDIT'),
    rules: fc.oneof(
      { weight: 9, arbitrary: fc.array(rule, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
  })
  .map(({ action, rules }) => compact({ action, rules: rules ?? (action === 'ALLOW' ? undefined : [{}]) }));
