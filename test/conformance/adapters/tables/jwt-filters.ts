import { createContext } from '../../../../sandbox/istio/translate/context';
import { jwtAuthentication } from '../../../../sandbox/istio/translate/authentication/jwt-filter';
import { keySet } from '../../../../sandbox/istio/translate/authentication/key-set';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import {
  keySetName,
  type Features,
  type Service,
  type Snapshot,
} from '../../../../sandbox/istio/discovery/index';
import type { KubeObject } from '../../../../sandbox/kube/index';
import type { JwtRule, RequestAuthenticationSpec } from '../../../../sandbox/istio/discovery/api/index';
import { withCalls, type Calls } from './calls';
import { at, constant, items, texts } from './go-literal';
import { message } from './manifest';
import { service, sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/security/authn/policy_applier_test.go';

/** What RequestAuthentications ask proxies to check. */
export const jwtFilterTables: readonly Table[] = [
  {
    source,
    func: 'TestJwtFilter',
    check: (row) => {
      const specs = items(row['in']).map((config) => message(at(config, 'Spec')));
      const { requestAuthentications } = snapshotOf({ configs: specs.map(policy) });
      const rules = requestAuthentications.forWorkload({ namespace: 'default', labels: {} });
      const wanted = withCalls(at(row['expected'], 'ConfigType', 'TypedConfig'), calls);
      const mode = modes[constant(row['jwksFetchMode'])];
      return differ(
        filterOf(
          rules.map(({ rule }) => rule),
          mode,
        ),
        withoutDefaults(message(wanted)),
      );
    },
  },
  {
    source,
    func: 'TestConvertToEnvoyJwtConfig',
    check: (row) => {
      const wanted = withCalls(row['expected'], calls);
      const rules = items(row['in']).map((rule) => message(rule) as JwtRule);
      return differ(filterOf(rules), withoutDefaults(message(wanted)));
    },
  },
  {
    source,
    func: 'TestBuildSpaceDelimitedClaims',
    check: (row) => {
      const spaceDelimitedClaims = texts(row['input']);
      const found = filterOf([{ issuer: 'a', jwks: 'b', spaceDelimitedClaims }]);
      const provider = at(found, 'providers', 'origins-0');
      return differ(
        at(provider, 'normalizePayloadInMetadata', 'spaceDelimitedClaims'),
        texts(row['expected']),
      );
    },
  },
];

/** The names of the keys that the test's server hands out, and of what stands in for keys that nobody does. */
const [SERVED, STAND_IN] = ['JwtPubKey1', 'PublicOnlyJwks'];
const calls: Calls = {
  'protoconv.MessageToAny': ([inner]) => inner,
  buildSpaceDelimitedClaims: ([own]) => [...new Set(['permission', 'scope', ...texts(own)])].sort(),
};

function policy(spec: unknown, index: number): KubeObject {
  const metadata = { name: `policy-${String(index)}`, namespace: 'default' };
  return { apiVersion: 'security.istio.io/v1', kind: 'RequestAuthentication', metadata, spec: spec ?? {} };
}

const modes: Readonly<Record<string, Features['jwksFetchMode']>> = { Hybrid: 'hybrid', Envoy: 'envoy' };

/** A service of the mesh that rows call by a shorter name, as the tests' registry knows it. */
const ISSUER = { short: 'jwt-token-issuer.mesh', hostname: 'jwt-token-issuer.mesh.svc.cluster.local' };

function registryOf(snapshot: Snapshot): Snapshot['registry'] {
  const known = new Map([
    ['mesh', service({ Hostname: ISSUER.hostname, Attributes: { Namespace: 'mesh' } })],
  ]);
  const named = (host: string): ReadonlyMap<string, Service> => (host === ISSUER.short ? known : new Map());
  return Object.create(snapshot.registry, { named: { value: named } }) as Snapshot['registry'];
}

function filterOf(rules: readonly JwtRule[], jwksFetchMode: Features['jwksFetchMode'] = 'istiod'): unknown {
  if (rules.length === 0) return undefined;
  const config = toConfig<RequestAuthenticationSpec>(policy({}, 0));
  const keySets = new Map(rules.filter(isServed).map((rule) => [keySetName(rule), SERVED] as const));
  const plain = snapshotOf({});
  const features = { ...plain.features, jwksFetchMode };
  const snapshot = { ...plain, keySets, features, registry: registryOf(plain) };
  const applied = rules.map((rule) => ({ rule, policy: config, path: '' }));
  return withoutDefaults(jwtAuthentication(createContext(snapshot, sidecar()), applied));
}

function isServed({ jwksUri }: JwtRule): boolean {
  return jwksUri?.endsWith('/oauth2/v3/certs') === true;
}

/** What is false says nothing; where a provider was written is ours alone; keys are told by their names. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (value === keySet({}, snapshotOf({}))) return STAND_IN;
  // The test's server hands out one set after the other; which one it is on says nothing.
  if (value === 'JwtPubKey2') return SERVED;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === false || name === 'origin' ? [] : [[name, withoutDefaults(member)]],
    ),
  );
}
