import { describe, expect, it } from 'vitest';
import type { DecisionStep } from '../../sandbox/net/index';
import { securityMesh } from './mesh';

const world = securityMesh();

const policies = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: no-admin}
spec:
  selector: {matchLabels: {app: web}}
  action: DENY
  rules:
  - to: [{operation: {paths: [/admin*]}}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: readers}
spec:
  selector: {matchLabels: {app: web}}
  rules:
  - from: [{source: {principals: [cluster.local/ns/default/sa/friend]}}]
    to: [{operation: {methods: [GET]}}]
  - to: [{operation: {paths: [/open]}}]
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens}
spec:
  selector: {matchLabels: {app: web}}
  jwtRules: [{issuer: testing@secure.istio.io, jwks: '{"keys":[]}'}]
`;

world.apply(policies, { file: 'policy.yaml' });
world.run('sleep 2');

const JWT = 'envoy.filters.http.jwt_authn';
const RBAC = 'envoy.filters.http.rbac';
const NO_TOKEN = 'The request carries no token and goes on without a principal.';
const MALFORMED = 'Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections';
const NO_ADMIN = 'ns[default]-policy[no-admin]-rule[0]';
const READERS = 'ns[default]-policy[readers]';
const ACCOUNTS = 'spiffe://cluster.local/ns/default/sa';

/** What the called proxy's filters say about the last request. */
function verdicts(from: string, args: string): unknown[] {
  world.run(`kubectl exec ${from} -c app -- curl -s ${args}`);
  const id = world.requests().at(-1)?.id ?? 0;
  const hops = world.explain(id)?.hops ?? [];
  const steps = hops.find(({ direction }) => direction === 'inbound')?.record?.steps ?? [];
  return steps.filter(({ name }) => /rbac|jwt/.test(name)).map(brief);
}

function brief({ name, summary, origin, rejected }: DecisionStep): unknown {
  const place = origin ? `${origin.name}:${String(origin.line)}` : '';
  return [name, summary, place, ...(rejected ?? []).map((one) => `${one.name}: ${one.reason}`)];
}

describe('a hop says which rule let a request pass or stopped it', () => {
  it.each<readonly [from: string, args: string, steps: readonly unknown[]]>([
    [
      'friend',
      'http://web/',
      [
        [JWT, NO_TOKEN, ''],
        [RBAC, 'No DENY rule matches.', '', `${NO_ADMIN}: path is /, must start with "/admin"`],
        [
          RBAC,
          `Allowed by ${READERS}-rule[0]: method is GET and caller is ${ACCOUNTS}/friend.`,
          'readers:16',
          `${READERS}-rule[1]: path is /, must be "/open"`,
        ],
      ],
    ],
    [
      'stranger',
      'http://web/',
      [
        [JWT, NO_TOKEN, ''],
        [RBAC, 'No DENY rule matches.', '', `${NO_ADMIN}: path is /, must start with "/admin"`],
        [
          RBAC,
          'Denied: ALLOW policies apply here and no rule of theirs matches.',
          '',
          `${READERS}-rule[0]: caller is ${ACCOUNTS}/stranger, must be "${ACCOUNTS}/friend"`,
          `${READERS}-rule[1]: path is /, must be "/open"`,
        ],
      ],
    ],
    [
      'friend',
      'http://web/admin/x',
      [
        [JWT, NO_TOKEN, ''],
        [RBAC, `Denied by ${NO_ADMIN}: path is /admin/x.`, 'no-admin:8'],
      ],
    ],
    [
      'friend',
      '-H "Authorization: Bearer nonsense" http://web/',
      [[JWT, `Denied: ${MALFORMED}.`, 'tokens:25', `issuer testing@secure.istio.io: ${MALFORMED}`]],
    ],
  ])('%s %s', (from, args, steps) => {
    expect(verdicts(from, args)).toEqual(steps);
  });
});
