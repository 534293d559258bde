import { isRecord, type KubeObject } from '../../../../kube/index';
import { records, specOf, textOf, type Description, type Json } from './description';
import type { Subsets } from './destination-rule';
import { hostOf } from './proxy-view';

interface Subject extends Subsets {
  readonly route: KubeObject;
  readonly service: KubeObject;
  readonly rule: KubeObject | undefined;
}

/** Which rules of a VirtualService lead to a service's pods, and why others do not. */
export function describeVirtualService(description: Description, indent: number, subject: Subject): void {
  const { route: object } = subject;
  const spec = specOf(object);
  const [http, tcp, tls] = ['http', 'tcp', 'tls'].map((field) => records(spec[field]));
  description.line(`VirtualService: ${description.nameOf(object)}`, indent);
  let matches = 0;
  let told = 0;
  const notes: string[] = [];
  const judged = [
    ...(http ?? []).map((rule) => judgeHttp(description, rule, subject)),
    ...(tcp ?? []).map((rule) => judgeTcp(rule, subject)),
  ];
  for (const { isMatch, facts } of judged) {
    if (!isMatch) {
      notes.push(...facts);
      continue;
    }
    matches++;
    for (const fact of facts) {
      description.line(fact, indent + 3);
      told++;
    }
  }
  const [httpCount, tcpCount] = [http?.length ?? 0, tcp?.length ?? 0];
  if (matches === 0) {
    const warning = 'WARNING: No destinations match pod subsets';
    if (httpCount > 0) description.line(`${warning} (checked ${String(httpCount)} HTTP routes)`, indent + 3);
    if (tcpCount > 0) description.line(`${warning} (checked ${String(tcpCount)} TCP routes)`, indent + 3);
    for (const note of notes) description.line(note, indent + 6);
    return;
  }
  const possible = httpCount + tcpCount + (tls?.length ?? 0);
  if (matches < possible) {
    const rest = `${String(possible - matches)} additional destination(s) that will not reach this pod`;
    description.line(rest, indent + 3);
    if (told === 0) for (const note of notes) description.line(note, indent + 6);
    return;
  }
  if (told > 0) return;
  if (httpCount > 0) description.line(`${String(httpCount)} HTTP route(s)`, indent + 3);
  if (tcpCount > 0) description.line(`${String(tcpCount)} TCP route(s)`, indent + 3);
}

interface Judgement {
  readonly isMatch: boolean;
  readonly facts: readonly string[];
}

function judgeHttp(description: Description, rule: Json, subject: Subject): Judgement {
  const facts: string[] = [];
  const notes: string[] = [];
  let isMatch = false;
  for (const entry of records(rule['route'])) {
    const destination = isRecord(entry['destination']) ? entry['destination'] : {};
    const [host, subset] = [textOf(destination['host']), textOf(destination['subset'])];
    const weight = Number(entry['weight'] ?? 0);
    if (!leadsTo(host, subject)) {
      const elsewhere = `Route to host "${host}" with weight ${String(weight)}%`;
      facts.push(subset === '' ? elsewhere : `Route to ${host} with invalid config`);
      continue;
    }
    const problem = subsetProblem(description, subset, rule, subject);
    if (problem !== undefined) {
      notes.push(problem);
      continue;
    }
    isMatch = true;
    if (weight === 0) continue;
    const named = subset === '' ? '' : ` subset "${subset}"`;
    facts.push(`Route to host "${host}"${named} with weight ${String(weight)}%`);
  }
  if (!isMatch) return { isMatch, facts: [...facts, ...notes] };
  const asked = records(rule['match']).map(describeMatch);
  return { isMatch, facts: asked.length === 0 ? facts : [...facts, asked.join(', ')] };
}

function subsetProblem(
  description: Description,
  subset: string,
  rule: Json,
  { matching, other, rule: destinationRule }: Subject,
): string | undefined {
  if (subset === '' || matching.includes(subset)) return undefined;
  if (other.includes(subset)) {
    const matches = records(rule['match']).map(describeMatch);
    const when = matches.length === 0 ? 'everything' : matches.join(', ');
    return `Route to non-matching subset ${subset} for (${when})`;
  }
  return destinationRule
    ? `Warning: Route to UNKNOWN subset ${subset}; check DestinationRule ${description.nameOf(destinationRule)}`
    : `Warning: Route to subset ${subset} but NO DESTINATION RULE defining subsets!`;
}

function judgeTcp(rule: Json, subject: Subject): Judgement {
  const leads = records(rule['route']).some(({ destination }) =>
    leadsTo(isRecord(destination) ? textOf(destination['host']) : '', subject),
  );
  return { isMatch: leads, facts: [] };
}

/** Short names are of the VirtualService's own namespace; others lack the cluster's domain at most. */
function leadsTo(host: string, { route, service }: Subject): boolean {
  const suffix = '.svc.cluster.local';
  const named = host.includes('.') ? host : `${host}.${route.metadata.namespace ?? ''}`;
  return (named.endsWith(suffix) ? named : `${named}${suffix}`) === hostOf(service);
}

/** `Match: /path* when headers are end-user=jason` */
function describeMatch(match: Json): string {
  const uri = match['uri'] === undefined ? '' : stringOf(match['uri']);
  const uncased = match['uri'] !== undefined && match['ignoreUriCase'] === true ? ' uncased' : '';
  const headers = Object.entries(isRecord(match['headers']) ? match['headers'] : {});
  const asked = headers.map(([name, value]) => `${name}=${stringOf(value)}`).join('; ');
  return `Match: ${uri}${uncased}${headers.length === 0 ? '' : ` when headers are ${asked}`}`.trim();
}

function stringOf(match: unknown): string {
  if (!isRecord(match)) return '';
  const { exact, prefix, regex } = match;
  if (exact !== undefined) return textOf(exact);
  return prefix === undefined ? `regex:"${textOf(regex)}"` : `${textOf(prefix)}*`;
}
