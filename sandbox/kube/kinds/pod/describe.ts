import type { DescribeContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, record, records, string } from '../../read';
import { Description, pairs } from '../describe-text';
import { describeContainer } from './describe-container';
import { podIp, podPhase, readPodSpec } from './reader';

/** `kubectl describe pod`, below name and namespace. */
export function describePod(pod: KubeObject, _context: DescribeContext): string {
  const spec = readPodSpec(pod);
  const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller === true);
  const text = new Description();
  text.field('Name', pod.metadata.name).field('Namespace', pod.metadata.namespace ?? '');
  text.field('Priority', '0').field('Service Account', spec.serviceAccountName);
  text.field('Node', spec.nodeName === '' ? '<none>' : spec.nodeName);
  const started = string(at(pod.status, 'startTime'));
  if (started !== '') text.field('Start Time', started);
  multiline(text, 'Labels', pairs(pod.metadata.labels));
  multiline(text, 'Annotations', pairs(pod.metadata.annotations, ': '));
  text.field('Status', pod.metadata.deletionTimestamp === undefined ? podPhase(pod) : 'Terminating');
  text.field('IP', podIp(pod));
  if (podIp(pod) !== '') text.line('IPs:').line(`  IP:           ${podIp(pod)}`);
  if (owner) text.field('Controlled By', `${owner.kind}/${owner.name}`);
  containers(text, pod, 'Init Containers', 'initContainers', 'initContainerStatuses');
  containers(text, pod, 'Containers', 'containers', 'containerStatuses');
  const conditions = records(at(pod.status, 'conditions')).map((condition) => [
    string(condition['type']),
    string(condition['status']),
  ]);
  if (conditions.length > 0) {
    text.line('Conditions:');
    const width = Math.max(...conditions.map(([type = '']) => type.length)) + 2;
    for (const [type = '', status = ''] of [['Type', 'Status'], ...conditions])
      text.line(`  ${type.padEnd(width)}${status}`);
  }
  return text.toString();
}

function multiline(text: Description, heading: string, lines: readonly string[]): void {
  const [first = '<none>', ...rest] = lines;
  text.field(heading, first);
  for (const line of rest) text.field('', line);
}

function containers(
  text: Description,
  pod: KubeObject,
  heading: string,
  field: string,
  statusField: string,
): void {
  const list = records(record(pod.spec)[field]);
  if (list.length === 0) return;
  text.line(`${heading}:`);
  for (const container of list) {
    const status = records(record(pod.status)[statusField]).find(
      (entry) => entry['name'] === container['name'],
    );
    for (const line of describeContainer(container, status)) text.line(`  ${line}`);
  }
}
