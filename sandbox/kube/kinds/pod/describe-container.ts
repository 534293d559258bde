import { at, plain, record, records, string } from '../../read';
import type { KubeObject } from '../../object';
import { pairs, type Description } from '../describe-text';
import { fieldValue, resourceValue } from './container-environment';

type Json = Readonly<Record<string, unknown>>;

/** Writes one container of a pod or template. @param status what the kubelet says of it, in a pod; none for templates */
export function describeContainer(
  text: Description,
  container: Json,
  status: Json | undefined,
  level: number,
  pod?: KubeObject,
): void {
  text.field(string(container['name']), '', level);
  const inner = level + 1;
  if (status) text.field('Container ID', string(status['containerID']), inner);
  text.field('Image', string(container['image']), inner);
  if (status) text.field('Image ID', string(status['imageID']), inner);
  const ports = records(container['ports']);
  const many = ports.length > 1;
  text.field(many ? 'Ports' : 'Port', ports.map(portText).join(', ') || '<none>', inner);
  text.field(many ? 'Host Ports' : 'Host Port', ports.map(() => '0/TCP').join(', ') || '<none>', inner);
  for (const [heading, field] of WORD_LISTS) {
    const words = container[field];
    if (Array.isArray(words)) text.section(heading, words.map(String), inner);
  }
  if (status) describeState(text, status, inner);
  for (const [heading, field] of AMOUNTS) {
    const amounts = pairs(at(container, 'resources', field), ':\t');
    if (amounts.length > 0) text.section(heading, amounts, inner);
  }
  for (const [heading, field] of PROBES)
    if (container[field] !== undefined) text.field(heading, probeText(record(container[field])), inner);
  const sources = records(container['envFrom']).map(sourceText);
  if (sources.length > 0) text.section('Environment Variables from', sources, inner);
  const variables = records(container['env']).flatMap((variable) => variableTexts(variable, container, pod));
  text.section('Environment', variables, inner);
  const mounts = records(container['volumeMounts']).map(
    (mount) =>
      `${string(mount['mountPath'])} from ${string(mount['name'])} (${mount['readOnly'] === true ? 'ro' : 'rw'})`,
  );
  text.section('Mounts', mounts, inner);
}

const WORD_LISTS = [
  ['Command', 'command'],
  ['Args', 'args'],
] as const;
const AMOUNTS = [
  ['Limits', 'limits'],
  ['Requests', 'requests'],
] as const;
const PROBES = [
  ['Liveness', 'livenessProbe'],
  ['Readiness', 'readinessProbe'],
  ['Startup', 'startupProbe'],
] as const;

function portText(port: Json): string {
  const name = string(port['name']);
  return `${plain(port['containerPort'])}/${string(port['protocol']) || 'TCP'}${name === '' ? '' : ` (${name})`}`;
}

function describeState(text: Description, status: Json, level: number): void {
  const state = record(status['state']);
  const [word = 'waiting'] = Object.keys(state);
  const details = record(state[word]);
  text.field('State', word.charAt(0).toUpperCase() + word.slice(1), level);
  for (const [heading, field] of [
    ['Reason', 'reason'],
    ['Message', 'message'],
    ['Exit Code', 'exitCode'],
    ['Started', 'startedAt'],
    ['Finished', 'finishedAt'],
  ] as const)
    if (details[field] !== undefined) text.field(heading, plain(details[field]), level + 1);
  text.field('Ready', status['ready'] === true ? 'True' : 'False', level);
  text.field('Restart Count', plain(status['restartCount'] ?? 0), level);
}

function sourceText(source: Json): string {
  const { configMapRef, secretRef } = source;
  const kind = configMapRef === undefined ? 'Secret' : 'ConfigMap';
  const reference = configMapRef ?? secretRef;
  const prefix = string(source['prefix']);
  const how = prefix === '' ? kind : `${kind} with prefix '${prefix}'`;
  return `${string(at(reference, 'name'))}\t${how}\t${optionalText(reference)}`;
}

function optionalText(reference: unknown): string {
  return `Optional: ${String(at(reference, 'optional') === true)}`;
}

/** A value has as many lines as it has. @param pod whose fields are known; none for templates */
function variableTexts(variable: Json, container: Json, pod: KubeObject | undefined): readonly string[] {
  const name = string(variable['name']);
  if (variable['valueFrom'] !== undefined)
    return [`${name}:\t${sourcedText(record(variable['valueFrom']), container, pod)}`];
  const [first = '', ...rest] = string(variable['value']).split('\n');
  return [`${name}:\t${first}`, ...rest.map((line) => `\t${line}`)];
}

/** Where a value comes from (kubectl's describeContainerEnvVars). */
function sourcedText(source: Json, container: Json, pod: KubeObject | undefined): string {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = source;
  if (fieldRef !== undefined) {
    const path = string(at(fieldRef, 'fieldPath'));
    const isKnown = pod !== undefined && path.startsWith('metadata.');
    return `${(isKnown ? fieldValue(path, pod) : undefined) ?? ''} (v1:${path})`;
  }
  if (resourceFieldRef !== undefined) {
    const resource = string(at(resourceFieldRef, 'resource'));
    const amount = resourceValue(record(resourceFieldRef), undefined, container);
    return `${amount ?? (resource.startsWith('limits.') ? 'node allocatable' : '0')} (${resource})`;
  }
  const reference = secretKeyRef ?? configMapKeyRef;
  const [key, name] = [string(at(reference, 'key')), string(at(reference, 'name'))];
  const where = secretKeyRef === undefined ? `of config map '${name}'` : `in secret '${name}'`;
  return `<set to the key '${key}' ${where}>\t${optionalText(reference)}`;
}

function probeText(probe: Json): string {
  const http = record(probe['httpGet']);
  const action =
    probe['httpGet'] !== undefined
      ? `http-get http://${string(http['host'])}:${plain(http['port'])}${string(http['path'])}`
      : probe['tcpSocket'] !== undefined
        ? `tcp-socket :${plain(at(probe, 'tcpSocket', 'port'))}`
        : `exec [${texts(at(probe, 'exec', 'command')).join(' ')}]`;
  const count = (field: string, fallback: number): string => plain(probe[field] ?? fallback);
  return `${action} delay=${count('initialDelaySeconds', 0)}s timeout=${count('timeoutSeconds', 1)}s period=${count('periodSeconds', 10)}s #success=${count('successThreshold', 1)} #failure=${count('failureThreshold', 3)}`;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
