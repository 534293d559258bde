import type { Column } from '../kind';
import type { KubeObject } from '../object';
import { at, records, string } from '../read';
import { selectorText } from './describe-text';

/** CONTAINERS, IMAGES and SELECTOR of the wide tables of workloads. */
export const workloadColumns: readonly Column[] = [
  { name: 'CONTAINERS', priority: 1, value: (object) => containerNames(object).join(',') },
  { name: 'IMAGES', priority: 1, value: (object) => containerImages(object).join(',') },
  {
    name: 'SELECTOR',
    priority: 1,
    value: (object) => selectorText(at(object.spec, 'selector', 'matchLabels')),
  },
];

/** A count of a workload's status; 0 before the controller wrote it. */
export function statusCount(object: KubeObject, field: string): number {
  const value = at(object.status, field);
  return typeof value === 'number' ? value : 0;
}

/** How many pods the workload wants. */
export function desiredReplicas(object: KubeObject): number {
  const value = at(object.spec, 'replicas');
  return typeof value === 'number' ? value : 1;
}

function containersOf(object: KubeObject): readonly Readonly<Record<string, unknown>>[] {
  return records(at(object.spec, 'template', 'spec', 'containers'));
}

function containerNames(object: KubeObject): readonly string[] {
  return containersOf(object).map((container) => string(container['name']));
}

function containerImages(object: KubeObject): readonly string[] {
  return containersOf(object).map((container) => string(container['image']));
}
