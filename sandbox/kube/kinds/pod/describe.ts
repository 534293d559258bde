import type { KubeObject } from '../../object';
import { at, record, records, string } from '../../read';
import { annotationPairs, Description, pairs } from '../describe-text';
import { describeContainer } from './describe-container';
import { podIp, podPhase, readPodSpec } from './reader';

/** `kubectl describe pod`. */
export function describePod(pod: KubeObject): string {
  const spec = readPodSpec(pod);
  const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller === true);
  const text = new Description();
  text
    .field('Name', pod.metadata.name)
    .field('Namespace', pod.metadata.namespace ?? '')
    .field('Priority', '0');
  text.field('Service Account', spec.serviceAccountName);
  text.field('Node', spec.nodeName === '' ? '<none>' : nodeText(pod, spec.nodeName));
  const started = string(at(pod.status, 'startTime'));
  if (started !== '') text.field('Start Time', started);
  text
    .values('Labels', pairs(pod.metadata.labels))
    .values('Annotations', annotationPairs(pod.metadata.annotations));
  text.field('Status', pod.metadata.deletionTimestamp === undefined ? podPhase(pod) : 'Terminating');
  text.field('IP', podIp(pod));
  if (podIp(pod) === '') text.field('IPs', '<none>');
  else text.field('IPs', '').field('IP', podIp(pod), 1);
  if (owner) text.field('Controlled By', `${owner.kind}/${owner.name}`);
  containers(text, pod, 'Init Containers', 'initContainers', 'initContainerStatuses');
  containers(text, pod, 'Containers', 'containers', 'containerStatuses');
  const conditions = records(at(pod.status, 'conditions')).map(
    (condition) => `${string(condition['type'])}\t${string(condition['status'])}`,
  );
  if (conditions.length > 0) text.section('Conditions', ['Type\tStatus', ...conditions]);
  text.field('Volumes', '<none>').field('QoS Class', string(at(pod.status, 'qosClass')) || 'BestEffort');
  text.field('Node-Selectors', '<none>').field('Tolerations', '<none>').field('Events', '<none>');
  return text.toString();
}

function nodeText(pod: KubeObject, name: string): string {
  const ip = string(at(pod.status, 'hostIP'));
  return ip === '' ? name : `${name}/${ip}`;
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
  text.field(heading, '');
  for (const container of list) {
    const status = records(record(pod.status)[statusField]).find(
      (entry) => entry['name'] === container['name'],
    );
    describeContainer(text, container, status, 1, pod);
  }
}
