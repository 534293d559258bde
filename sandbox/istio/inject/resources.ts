import { isRecord } from '../../kube/index';
import type { Injection, Json } from './injection';

const annotated = [
  ['requests', 'cpu', 'sidecar.istio.io/proxyCPU'],
  ['requests', 'memory', 'sidecar.istio.io/proxyMemory'],
  ['limits', 'cpu', 'sidecar.istio.io/proxyCPULimit'],
  ['limits', 'memory', 'sidecar.istio.io/proxyMemoryLimit'],
] as const;

/** CPU and memory of the sidecar and of what sets it up: any annotation replaces all of the installation's. */
export function resources({ annotations, options }: Injection): Json {
  const wished: Record<string, Record<string, string>> = {};
  for (const [block, name, annotation] of annotated) {
    const value = annotations[annotation];
    if (value !== undefined) (wished[block] ??= {})[name] = canonicalQuantity(value);
  }
  if (Object.keys(wished).length > 0) return wished;
  return Object.fromEntries(
    Object.entries(options.resources).flatMap(([block, values]) =>
      isRecord(values)
        ? [
            [
              block,
              Object.fromEntries(Object.entries(values).map(([name, value]) => [name, quantity(value)])),
            ],
          ]
        : [],
    ),
  );
}

function quantity(value: unknown): string {
  return canonicalQuantity(typeof value === 'number' || typeof value === 'string' ? String(value) : '');
}

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

/** A quantity as Kubernetes prints it: `2000m` is `2`, `1024Mi` is `1Gi`. */
function canonicalQuantity(text: string): string {
  const [, digits = '', suffix = ''] = /^(\d+)(m|[KMGTP]i)?$/.exec(text) ?? [];
  if (digits === '') return text;
  let amount = Number(digits);
  if (suffix === 'm') return amount % 1000 === 0 ? String(amount / 1000) : text;
  let scale = binary.indexOf(suffix as (typeof binary)[number]);
  while (scale > 0 && amount >= 1024 && amount % 1024 === 0 && scale < binary.length - 1) {
    amount /= 1024;
    scale++;
  }
  return `${String(amount)}${binary[scale] ?? ''}`;
}
