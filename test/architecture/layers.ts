/**
 * The layer table: which parts of the tree may import which. Changing it is an architecture decision.
 * A part is the longest prefix that matches a file.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  'sandbox/lib': [],
  'sandbox/sim': ['sandbox/lib'],
  'sandbox/net': ['sandbox/lib', 'sandbox/sim'],
  'sandbox/kube': ['sandbox/lib', 'sandbox/sim', 'sandbox/net'],
  'sandbox/envoy': ['sandbox/lib', 'sandbox/sim', 'sandbox/net', 'sandbox/envoy/config'],
  'sandbox/envoy/config': ['sandbox/lib'],
  'sandbox/workloads': ['sandbox/lib', 'sandbox/sim', 'sandbox/net'],
  'sandbox/istio': ['sandbox/lib', 'sandbox/sim', 'sandbox/net', 'sandbox/kube', 'sandbox/envoy/config'],
  'sandbox/runtime': [
    'sandbox/lib',
    'sandbox/sim',
    'sandbox/net',
    'sandbox/kube',
    'sandbox/envoy',
    'sandbox/envoy/config',
    'sandbox/istio',
    'sandbox/workloads',
  ],
  'sandbox/telemetry': ['sandbox/lib', 'sandbox/sim', 'sandbox/net', 'sandbox/kube', 'sandbox/envoy/config'],
  'sandbox/shell': [
    'sandbox/lib',
    'sandbox/sim',
    'sandbox/net',
    'sandbox/kube',
    'sandbox/envoy/config',
    'sandbox/istio',
    'sandbox/telemetry',
  ],
  'sandbox/world': [
    'sandbox/lib',
    'sandbox/sim',
    'sandbox/net',
    'sandbox/kube',
    'sandbox/envoy',
    'sandbox/envoy/config',
    'sandbox/istio',
    'sandbox/workloads',
    'sandbox/runtime',
    'sandbox/telemetry',
    'sandbox/shell',
    'sandbox/world',
  ],
  // lab.ts is the authors' door: a build that reads labs must not pull in the simulator.
  'sandbox/hosts': ['sandbox/index.ts', 'sandbox/lab.ts', 'test'],
  src: ['sandbox/index.ts', 'sandbox/hosts', 'src'],
  docs: ['sandbox/index.ts', 'src', 'docs'],
};

/** Files directly in sandbox/ are the composition root. */
export function partOf(file: string): string | undefined {
  if (/^sandbox\/[^/]+$/.test(file)) return 'sandbox/world';
  return Object.keys(layers)
    .filter((part) => file.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0];
}
