import { at, record, records, string } from '../../read';
import { Description, pairs } from '../describe-text';

/** The description of one container of a pod or template: its heading and indented lines. */
export function describeContainer(
  container: Readonly<Record<string, unknown>>,
  status: Readonly<Record<string, unknown>> | undefined,
): readonly string[] {
  const text = new Description();
  if (status) text.field('Container ID', string(status['containerID']));
  text.field('Image', string(container['image']));
  if (status) text.field('Image ID', string(status['imageID']));
  const ports = records(container['ports']).map((port) => portText(port));
  text.field(ports.length > 1 ? 'Ports' : 'Port', ports.join(', ') || '<none>');
  text.field(ports.length > 1 ? 'Host Ports' : 'Host Port', ports.map(() => '0/TCP').join(', ') || '<none>');
  for (const [heading, field] of [
    ['Command', 'command'],
    ['Args', 'args'],
  ] as const) {
    const words = container[field];
    if (Array.isArray(words)) text.section(heading, words.map(String));
  }
  if (status) describeState(text, status);
  describeResources(text, container);
  for (const [heading, field] of [
    ['Liveness', 'livenessProbe'],
    ['Readiness', 'readinessProbe'],
  ] as const)
    if (container[field] !== undefined) text.field(heading, probeText(record(container[field])));
  text.section('Environment', environmentLines(container));
  if (status) text.section('Mounts', []);
  return [`${string(container['name'])}:`, ...text.lines().map((line) => `  ${line}`)];
}

function portText(port: Readonly<Record<string, unknown>>): string {
  const protocol = string(port['protocol']) || 'TCP';
  const name = string(port['name']);
  return `${String(port['containerPort'])}/${protocol}${name === '' ? '' : ` (${name})`}`;
}

function describeState(text: Description, status: Readonly<Record<string, unknown>>): void {
  const state = record(status['state']);
  const [word = 'waiting'] = Object.keys(state);
  const details = record(state[word]);
  const lines: string[] = [];
  if (details['reason'] !== undefined) lines.push(`Reason:       ${string(details['reason'])}`);
  if (details['message'] !== undefined) lines.push(`Message:      ${string(details['message'])}`);
  if (details['startedAt'] !== undefined) lines.push(`Started:      ${string(details['startedAt'])}`);
  text.field('State', word.charAt(0).toUpperCase() + word.slice(1));
  for (const line of lines)
    text.field(`  ${line.slice(0, line.indexOf(':'))}`, line.slice(line.indexOf(':') + 1).trim());
  text.field('Ready', status['ready'] === true ? 'True' : 'False');
  text.field('Restart Count', String(status['restartCount'] ?? 0));
}

function describeResources(text: Description, container: Readonly<Record<string, unknown>>): void {
  for (const [heading, field] of [
    ['Limits', 'limits'],
    ['Requests', 'requests'],
  ] as const) {
    const amounts = pairs(at(container, 'resources', field), ':  ');
    if (amounts.length > 0) text.section(heading, amounts);
  }
}

function environmentLines(container: Readonly<Record<string, unknown>>): readonly string[] {
  const env = records(container['env']);
  const width = Math.max(0, ...env.map((variable) => string(variable['name']).length)) + 3;
  return env.map((variable) => `${string(variable['name'])}:`.padEnd(width) + valueText(variable));
}

function valueText(variable: Readonly<Record<string, unknown>>): string {
  const field = at(variable, 'valueFrom', 'fieldRef', 'fieldPath');
  return typeof field === 'string' ? ` (v1:${field})` : string(variable['value']);
}

function probeText(probe: Readonly<Record<string, unknown>>): string {
  const http = record(probe['httpGet']);
  const action =
    probe['httpGet'] !== undefined
      ? `http-get http://${string(http['host'])}:${String(http['port'])}${string(http['path'])}`
      : probe['tcpSocket'] !== undefined
        ? `tcp-socket :${String(at(probe, 'tcpSocket', 'port'))}`
        : 'exec';
  const seconds = (field: string, fallback: number): string => `${String(probe[field] ?? fallback)}s`;
  return `${action} delay=${seconds('initialDelaySeconds', 0)} timeout=${seconds('timeoutSeconds', 1)} period=${seconds('periodSeconds', 10)} #success=${String(probe['successThreshold'] ?? 1)} #failure=${String(probe['failureThreshold'] ?? 3)}`;
}
