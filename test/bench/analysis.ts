import { createWorld } from '../../sandbox/index';
import { analyze, type AnalyzedObject } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';
import { steadyMs, type Benchmark, type Measurement } from './benchmark';

/** istioctl's user time for the command, halved, and its time for the analyzers alone, milliseconds. */
const sets = [
  { objects: 100, commandMs: 60, analyzersMs: 12 },
  { objects: 1_000, commandMs: 255, analyzersMs: 38 },
  { objects: 3_000, commandMs: 615, analyzersMs: 109 },
] as const;

const PER_FILE = 100;
const WARM_UP_MS = 2_000;

/** Services with VirtualServices and DestinationRules, a tenth of them with a missing subset. */
export function analysis(): Benchmark {
  return {
    name: 'analysis',
    summary: 'istioctl analyze on files: the command, and its analyzers alone',
    run: () => sets.flatMap(analyzeSet),
  };
}

function analyzeSet({ objects, commandMs, analyzersMs }: (typeof sets)[number]): Measurement[] {
  const files = manifestFiles(Math.floor(objects / 3));
  const world = createWorld({ seed: 1, files });
  const command = (): void => {
    world.run(`istioctl analyze --use-kube=false ${Object.keys(files).join(' ')}`);
  };
  const analyzed = Object.entries(files).flatMap(([file, text]) =>
    parseYaml(text, { file }).documents.map(({ value, source }): AnalyzedObject => ({
      object: value as KubeObject,
      source,
    })),
  );
  const alone = (): void => {
    analyze({ objects: analyzed });
  };
  const commandValue = steadyMs(WARM_UP_MS, 9, command);
  const analyzersValue = steadyMs(WARM_UP_MS, 15, alone);
  const count = objects.toLocaleString('en-US');
  return [
    { what: `${count} objects, the command`, value: commandValue, unit: 'ms', target: commandMs },
    { what: `${count} objects, the analyzers`, value: analyzersValue, unit: 'ms', target: analyzersMs },
  ];
}

/** Several files: one may not be larger than 256 KiB. */
function manifestFiles(count: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    const file = `set-${String(Math.floor(i / PER_FILE))}.yaml`;
    const text = manifest(`svc-${String(i)}`, i % 10 === 0 ? 'v9' : 'v2');
    files[file] = files[file] === undefined ? text : `${files[file]}---\n${text}`;
  }
  return files;
}

function manifest(name: string, canary: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: default
spec:
  selector:
    app: ${name}
  ports:
  - name: http
    port: 80
    targetPort: 8080
  - name: grpc
    port: 9090
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: default
spec:
  hosts:
  - ${name}
  http:
  - match:
    - headers:
        end-user:
          exact: tester
    route:
    - destination:
        host: ${name}
        subset: ${canary}
        port:
          number: 80
  - match:
    - uri:
        prefix: /api
    timeout: 5s
    retries:
      attempts: 3
      perTryTimeout: 2s
    route:
    - destination:
        host: ${name}
        subset: v1
        port:
          number: 80
      weight: 90
    - destination:
        host: ${name}
        subset: v2
        port:
          number: 80
      weight: 10
  - route:
    - destination:
        host: ${name}
        subset: v1
        port:
          number: 80
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: default
spec:
  host: ${name}.default.svc.cluster.local
  trafficPolicy:
    outlierDetection:
      consecutive5xxErrors: 5
      interval: 10s
      baseEjectionTime: 30s
  subsets:
  - name: v1
    labels:
      version: v1
  - name: v2
    labels:
      version: v2
`;
}
