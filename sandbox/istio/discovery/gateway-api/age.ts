import { compareText } from '../../../lib/compare-text';

interface Aged {
  readonly creationTimestamp: string;
  readonly namespace: string;
  readonly name: string;
}

/** Oldest first; ties by namespace, then name, unlike Istio's own kinds. */
export function compareByAge(a: Aged, b: Aged): number {
  return (
    compareText(a.creationTimestamp, b.creationTimestamp) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name)
  );
}
