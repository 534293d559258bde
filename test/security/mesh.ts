import { createWorld, type World } from '../../sandbox/index';

/** `default` with sidecars: `web` and two clients; `legacy` without: `bare`. */
const MANIFEST = `
apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Namespace
metadata: {name: legacy}
---
${workload('web', 'default')}
---
${workload('friend', 'default')}
---
${workload('stranger', 'default')}
---
${workload('bare', 'legacy')}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp-raw, port: 9000, targetPort: 9000}]
`;

function workload(name: string, namespace: string): string {
  return `apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${namespace}}
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec:
  serviceAccountName: ${name}
  containers: [{name: app, image: echo, ports: [{containerPort: 8080}, {containerPort: 9000}]}]`;
}

export function securityMesh(): World {
  return createWorld({ seed: 1, manifests: { 'mesh.yaml': MANIFEST } });
}

/** What a client sees: the status, the exit code and a local reply's body. */
export function call(world: World, from: string, args: string): string {
  const namespace = from === 'bare' ? 'legacy' : 'default';
  const line = `kubectl exec ${from} -n ${namespace} -c app -- curl -s -o /dev/null -w '%{http_code}' ${args}`;
  const { stdout, exitCode } = world.run(line);
  return exitCode === 0 ? stdout : `exit ${String(exitCode)}`;
}
