import type { ManifestSource } from '../../kube/index';
import type { Diagnostic } from '../../lib/diagnostic';
import type { Analyzer, Place, Report } from './analyzer';
import { analyzers } from './analyzers/index';
import { AnalysisContext } from './context';
import { format } from './format';
import { messages, type MessageName } from './messages';
import type { AnalyzedObject, Resource } from './resource';

/** What is analyzed. */
export interface AnalysisInput {
  readonly objects: readonly AnalyzedObject[];
  /** Names of analyzers to run instead of all; names nobody knows are ignored. */
  readonly only?: readonly string[];
  /** The analyzers to choose from; istioctl's own set by default. */
  readonly from?: readonly Analyzer[];
  /** Today, epoch milliseconds; without it dates of certificates are not judged. */
  readonly nowMs?: number;
}

/** A finding with everything that istioctl prints of it. */
export interface Finding {
  readonly message: MessageName;
  readonly text: string;
  readonly resource: Resource;
  readonly place: Place;
}

/** Findings of istioctl's analyzers about a set of objects, worst first. */
export function analyze(input: AnalysisInput): readonly Diagnostic[] {
  return sorted(findingsOf(input), true).map(diagnosticOf);
}

/** The findings in the order they were made, duplicates included. */
export function findingsOf(input: AnalysisInput): readonly Finding[] {
  const context = new AnalysisContext(input.objects, input.nowMs);
  const findings: Finding[] = [];
  const report: Report = (resource, message, args, place = '') => {
    const text = format(messages[message].template, args);
    findings.push({ message, text, resource, place: placeOf(place) });
  };
  for (const analyzer of chosen(input)) analyzer.analyze(context, report);
  return findings;
}

function placeOf(place: Place | string): Place {
  return typeof place === 'string' ? { path: place } : place;
}

function chosen({ only = [], from = analyzers }: AnalysisInput): readonly Analyzer[] {
  const named = from.filter((analyzer) => only.includes(analyzer.name));
  return named.length > 0 ? named : from.filter((analyzer) => analyzer.optional !== true);
}

const order = { error: 0, warning: 1, info: 2 } as const;

/**
 * Sorted as istioctl prints them: by severity, code, object and text; equal ones once.
 * @param byPlace whether findings of equal text at different places are told apart
 */
export function sorted(findings: readonly Finding[], byPlace = false): readonly Finding[] {
  const keyed = findings.map((finding) => ({
    finding,
    key: [...keyOf(finding), byPlace ? finding.place.path : ''],
  }));
  keyed.sort((one, other) => compareKeys(one.key, other.key));
  const unique = keyed.filter(
    ({ key }, index) => index === 0 || compareKeys(key, keyed[index - 1]?.key ?? []) !== 0,
  );
  return unique.map(({ finding }) => finding);
}

function keyOf({ message, resource, text, place }: Finding): readonly (string | number)[] {
  const { code, severity } = messages[message];
  const origin = `${resource.kind}/${resource.name}/${resource.namespace}`;
  return [order[severity], code, origin, `${lineOf(resource, place)} ${text}`];
}

function compareKeys(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [index, part] of one.entries()) {
    const counterpart = other[index] ?? '';
    if (part !== counterpart) return part < counterpart ? -1 : 1;
  }
  return 0;
}

/** `x.yaml:11`, the place as istioctl prints it; empty for objects of the cluster. */
export function lineOf({ source }: Resource, place: Place): string {
  if (!source) return '';
  const path = place.linePath ?? place.path;
  const line = source.rangeOf(isWritten(source, path) ? path : '')?.start.line;
  return line === undefined ? source.file : `${source.file}:${String(line)}`;
}

/** What is not written has no line of its own: its range is its parent's. */
function isWritten(source: ManifestSource, path: string): boolean {
  if (path === '') return true;
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('.'), path.lastIndexOf('[')));
  const [own, around] = [source.rangeOf(path), source.rangeOf(parent)];
  return own?.start.offset !== around?.start.offset || own?.end.offset !== around?.end.offset;
}

function diagnosticOf({ message, text, resource, place }: Finding): Diagnostic {
  const { code, severity } = messages[message];
  const range = resource.source?.rangeOf(place.path);
  return {
    code,
    severity,
    message: text,
    object: resource.friendlyName,
    path: place.path,
    ...(resource.source && { file: resource.source.file }),
    ...(range && { range }),
  };
}
