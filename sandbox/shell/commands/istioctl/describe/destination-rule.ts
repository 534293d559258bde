import { isRecord, type KubeObject } from '../../../../kube/index';
import { records, specOf, textOf, type Description, type Json } from './description';

export interface Subsets {
  /** Names of the subsets with a pod in question. */
  readonly matching: readonly string[];
  readonly other: readonly string[];
}

export function subsetsOf(rule: KubeObject, pods: readonly KubeObject[]): Subsets {
  const matching: string[] = [];
  const other: string[] = [];
  for (const subset of records(specOf(rule)['subsets'])) {
    const labels = Object.entries(isRecord(subset['labels']) ? subset['labels'] : {});
    const has = pods.some(({ metadata }) =>
      labels.every(([name, value]) => metadata.labels?.[name] === value),
    );
    (has ? matching : other).push(textOf(subset['name']));
  }
  return { matching, other };
}

/** A rule's subsets and what it says of TLS, load and limits. */
export function describeDestinationRule(
  description: Description,
  indent: number,
  rule: KubeObject,
  pods: readonly KubeObject[],
): void {
  const spec = specOf(rule);
  description.line(`DestinationRule: ${description.nameOf(rule)} for "${textOf(spec['host'])}"`, indent);
  const { matching, other } = subsetsOf(rule, pods);
  if (matching.length + other.length > 0) {
    if (matching.length === 0) {
      const names = other.join(',');
      description.line(
        `WARNING POD DOES NOT MATCH ANY SUBSETS.  (Non matching subsets ${names})`,
        indent + 3,
      );
    }
    description.line(`Matching subsets: ${matching.join(',')}`, indent + 3);
    if (other.length > 0) description.line(`(Non-matching subsets ${other.join(',')})`, indent + 6);
  }
  const policy = spec['trafficPolicy'];
  if (!isRecord(policy)) {
    description.line('No Traffic Policy', indent + 3);
    return;
  }
  if (isRecord(policy['tls'])) {
    description.line(`Traffic Policy TLS Mode: ${modeOf(policy['tls'])}`, indent + 3);
  }
  describeBlocks(description, indent + 3, policy);
  const ports = records(policy['portLevelSettings']);
  if (ports.length > 0) description.line('Port Level Settings:', indent + 3);
  for (const port of ports) {
    const number = isRecord(port['port']) ? textOf(port['port']['number']) : '0';
    description.line(`${number}:`, 4);
    if (isRecord(port['tls'])) description.line(`TLS Mode: ${modeOf(port['tls'])}`, indent + 6);
    describeBlocks(description, indent + 6, port);
  }
}

function modeOf({ mode }: Json): string {
  return textOf(mode) || 'DISABLE';
}

const blocks = [
  ['loadBalancer', 'load balancer'],
  ['connectionPool', 'connection pool'],
  ['outlierDetection', 'outlier detection'],
] as const;

function describeBlocks(description: Description, indent: number, policy: Json): void {
  const said = blocks.filter(([field]) => policy[field] !== undefined).map(([, words]) => words);
  if (said.length > 0) description.line(`Policies: ${said.join('/')}`, indent);
}
