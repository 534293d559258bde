import { ScenarioMesh } from '../differential/mesh';
import { sendAll } from '../differential/send';
import { firstDifference } from './check';

interface PrecedenceRow {
  readonly rules: readonly string[];
  readonly path: string;
  readonly winner: string;
}

/** Which rule of HTTPRoutes wins when several match. */
export function httpRoutePrecedence(set: { readonly cases: readonly PrecedenceRow[] }): string | undefined {
  return firstDifference(set.cases, (row) => {
    const rule = winner(row);
    // A row about the age of routes names the route alone.
    return { got: rule.startsWith(`${row.winner} `) ? row.winner : rule, expected: row.winner };
  });
}

/** `route-old …` and `route-new …` are routes of different age, the others rules of one. */
function winner({ rules, path }: PrecedenceRow): string {
  const mesh = new ScenarioMesh({ id: 'precedence', manifests: MESH, steps: [] });
  mesh.settle();
  const routes = rules.every((rule) => rule.startsWith('route-')) ? rules.map((rule) => [rule]) : [rules];
  for (const [index, own] of routes.entries()) {
    mesh.run(2000);
    mesh.apply(route(`r${String(index)}`, own));
  }
  mesh.settle();
  const [, asked = '/a'] = /(\/\S*)$/.exec(path) ?? [];
  const headers = { h0: 'x', h1: 'x' };
  const [outcome] = sendAll(mesh, { from: 'default/client', url: `http://front${asked}`, headers }, 1);
  return decodeURIComponent(outcome?.headers?.['x-rule'] ?? `status ${String(outcome?.status)}`);
}

function route(name: string, rules: readonly string[]): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: default}
spec:
  parentRefs: [{group: "", kind: Service, name: front, port: 80}]
  rules: ${JSON.stringify(rules.map(ruleOf))}
`;
}

/** `PathPrefix /a method GET`, `PathPrefix / + 2 headers`. */
function ruleOf(rule: string): object {
  const [, type, value] = /(PathPrefix|Exact|RegularExpression) (\S+)/.exec(rule) ?? [];
  const headers = Number(/\+ (\d+) headers/.exec(rule)?.[1] ?? 0);
  return {
    matches: [
      {
        path: { type, value },
        ...(rule.includes('method') ? { method: 'GET' } : {}),
        ...(headers > 0
          ? {
              headers: Array.from({ length: headers }, (_, index) => ({
                name: `h${String(index)}`,
                value: 'x',
              })),
            }
          : {}),
      },
    ],
    filters: [
      {
        type: 'ResponseHeaderModifier',
        responseHeaderModifier: { set: [{ name: 'x-rule', value: encodeURIComponent(rule) }] },
      },
    ],
    backendRefs: [{ name: 'front', port: 80 }],
  };
}

const MESH = ['client', 'front']
  .map(
    (name) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, sidecar.istio.io/inject: "true"}}
    spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: default}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}]}
`,
  )
  .join('---\n');
