import { ageColumn, defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { at, records, string } from '../../read';
import { list, opaque, struct, text, flag } from '../../schema/build';

const ROLE = 'node-role.kubernetes.io/';

/** A machine pods run on. */
export const node = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'Node',
  plural: 'nodes',
  singular: 'node',
  shortNames: ['no'],
  namespaced: false,
  generation: false,
  description: 'A node is a machine pods run on.',
  schema: struct('Node', {
    spec: struct('NodeSpec', {
      podCIDR: text(),
      podCIDRs: list(text()),
      providerID: text(),
      unschedulable: flag(),
      taints: list(opaque()),
      externalID: text(),
      configSource: opaque(),
    }),
    status: opaque(),
  }),
  columns: [
    { name: 'STATUS', value: (object) => nodeStatus(object) },
    { name: 'ROLES', value: (object) => roles(object) },
    ageColumn,
    { name: 'VERSION', value: (object) => info(object, 'kubeletVersion') },
    { name: 'INTERNAL-IP', priority: 1, value: (object) => address(object, 'InternalIP') },
    { name: 'EXTERNAL-IP', priority: 1, value: (object) => address(object, 'ExternalIP') },
    { name: 'OS-IMAGE', priority: 1, value: (object) => info(object, 'osImage') },
    { name: 'KERNEL-VERSION', priority: 1, value: (object) => info(object, 'kernelVersion') },
    { name: 'CONTAINER-RUNTIME', priority: 1, value: (object) => info(object, 'containerRuntimeVersion') },
  ],
});

function nodeStatus(object: KubeObject): string {
  const ready = records(at(object.status, 'conditions')).find((condition) => condition['type'] === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready['status'] === 'True' ? 'Ready' : 'NotReady';
  return at(object.spec, 'unschedulable') === true ? `${word},SchedulingDisabled` : word;
}

function roles(object: KubeObject): string {
  const labels = Object.keys(object.metadata.labels ?? {}).filter((label) => label.startsWith(ROLE));
  return (
    labels
      .map((label) => label.slice(ROLE.length))
      .sort()
      .join(',') || '<none>'
  );
}

function info(object: KubeObject, field: string): string {
  return string(at(object.status, 'nodeInfo', field)) || '<unknown>';
}

function address(object: KubeObject, type: string): string {
  const found = records(at(object.status, 'addresses')).find((entry) => entry['type'] === type);
  return string(found?.['address']) || '<none>';
}
