import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';

const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: default}
spec:
  selector: {app: web}
  ports: [{name: http, port: 80}]
`;
const NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata:
  name: default
  labels: {istio-injection: enabled}
`;
/** Its subset is nobody's. */
const LOST = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
spec:
  hosts: [web]
  http:
  - route:
    - destination:
        host: web
        subset: v2
`;
const FOUND = `${LOST}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: web
spec:
  host: web
  subsets:
  - name: v2
    labels: {version: v2}
`;
const REFUSED = LOST.replace('subset: v2', 'subset: v2\n      weight: -1');

const LOST_LINE =
  'Error [IST0101] (VirtualService default/web lost.yaml:10) Referenced host+subset in destinationrule not found: "web+v2"\n';
const SEE =
  'See https://istio.io/v1.30/docs/reference/config/analysis for more information about causes and resolutions.\n';

describe('istioctl', () => {
  let world: World;
  beforeAll(() => {
    world = createWorld({
      seed: 1,
      manifests: { service: SERVICE, namespace: NAMESPACE },
      files: { 'lost.yaml': LOST, 'found.yaml': FOUND, 'refused.yaml': REFUSED },
      applied: ['samples/namespace', 'samples/service'],
    });
  });

  it.each<[string, string, string, number]>([
    ['analyze', '\n', '✔ No validation issues found when analyzing namespace: default.\n', 0],
    ['analyze -A', '\n', '✔ No validation issues found when analyzing all namespaces.\n', 0],
    [
      'analyze lost.yaml',
      LOST_LINE,
      `Error: Analyzers found issues when analyzing namespace: default.\n${SEE}`,
      79,
    ],
    [
      'analyze --use-kube=false lost.yaml',
      LOST_LINE,
      `Error: Analyzers found issues when analyzing namespace: default.\n${SEE}`,
      79,
    ],
    [
      'analyze lost.yaml -o json',
      `[
	{
		"code": "IST0101",
		"documentationUrl": "https://istio.io/v1.30/docs/reference/config/analysis/ist0101/?ref=istioctl-analyze",
		"level": "Error",
		"message": "Referenced host+subset in destinationrule not found: \\"web+v2\\"",
		"origin": "VirtualService default/web",
		"reference": "lost.yaml:10"
	}
]
`,
      '',
      0,
    ],
    [
      'analyze -S "IST0101=VirtualService default/web" lost.yaml',
      '\n',
      '✔ No validation issues found when analyzing lost.yaml.\n',
      0,
    ],
    ['analyze nope.yaml', '', 'Error: stat nope.yaml: no such file or directory\n', 1],
    ['validate -f lost.yaml', '', '"lost.yaml" is valid\n', 0],
    [
      'validate -f refused.yaml',
      '',
      'Error: 1 error occurred:\n\t* VirtualService//web: weight -1 < 0\n\n\n',
      1,
    ],
    ['version --remote=false', 'client version: 1.32-dev\n', '', 0],
    [
      'frobnicate',
      '',
      `Error: unknown command "frobnicate" for "istioctl"\nRun 'istioctl --help' for usage.\n`,
      64,
    ],
    ['x precheck', '', 'Error: istioctl x precheck exists, but the sandbox does not simulate it\n', 1],
    ['pc routes web', '', missing('web.default', 'web'), 1],
    ['pc routes deploy/web', '', 'Error: deployments "web" not found\n', 1],
  ])('%s', (args, stdout, stderr, exitCode) => {
    expect(world.run(`istioctl ${args}`)).toMatchObject({ stdout, stderr, exitCode });
  });

  it('finds what a file lacks in the cluster, and what the cluster lacks in a file', () => {
    expect(world.run('istioctl analyze found.yaml').stdout).not.toContain('IST0101');
  });
});

function missing(proxy: string, pod: string): string {
  return (
    `Error: failed to execute command on ${proxy} sidecar: ` +
    `failure running port forward process: pods "${pod}" not found\n`
  );
}
