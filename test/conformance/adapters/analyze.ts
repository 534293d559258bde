import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsOf, messages, sorted } from '../../../sandbox/istio/analysis/index';
import type { AnalyzedObject } from '../../../sandbox/istio/analysis/index';
import type { KubeObject } from '../../../sandbox/kube/index';
import { parseYaml } from '../../../sandbox/lib/yaml/index';
import type { Adapter, AdapterReport } from '../adapter';

interface AnalyzeCase {
  readonly id: number;
  readonly name: string;
  readonly analyzers: readonly string[];
  readonly analyzerArgs?: readonly string[];
  readonly inputFiles: readonly string[];
  readonly meshConfigFile?: string;
  readonly meshNetworksFile?: string;
  readonly expected: readonly { readonly code: string; readonly resource: string }[];
}

const folder = 'istio/analyze';
/** When certificates are judged: a day of the simulated year, so that answers do not change with the calendar. */
const NOW_MS = 1_795_255_200_000;

export const adapter: Adapter = {
  key: folder,
  run(corpusDirectory): AdapterReport {
    const read = (path: string): string => readFileSync(join(corpusDirectory, folder, path), 'utf8');
    const { cases } = JSON.parse(read('cases.json')) as { cases: readonly AnalyzeCase[] };
    const failures = cases.flatMap((one) => {
      const why = judge(one, read);
      return why === undefined ? [] : [{ id: `${String(one.id)} ${one.name}`, why }];
    });
    return { total: cases.length, pass: cases.length - failures.length, failures };
  },
};

/** Judges the one case with a name and inputs, for who knows of it from elsewhere. */
export function judgeNamed(
  corpusDirectory: string,
  name: string,
  inputFiles: readonly string[],
): string | undefined {
  const read = (path: string): string => readFileSync(join(corpusDirectory, folder, path), 'utf8');
  const { cases } = JSON.parse(read('cases.json')) as { cases: readonly AnalyzeCase[] };
  const found = cases.find((one) => one.name === name && one.inputFiles.join() === inputFiles.join());
  return found ? judge(found, read) : 'the inputs are not in the corpus';
}

function judge(one: AnalyzeCase, read: (path: string) => string): string | undefined {
  const inFiles = (path: string): string => read(join('files', path));
  const mesh = one.meshConfigFile === undefined ? undefined : valueOf(inFiles(one.meshConfigFile));
  const objects: AnalyzedObject[] = [
    ...(hasIngressGateway(mesh) ? objectsOf(read('default-resources.yaml')) : []),
    ...one.inputFiles.flatMap((file) => objectsOf(inFiles(file))),
    ...(mesh === undefined ? [] : [{ object: configuration('MeshConfig', mesh) }]),
    ...(one.meshNetworksFile === undefined
      ? []
      : [{ object: configuration('MeshNetworks', valueOf(inFiles(one.meshNetworksFile))) }]),
  ];
  const only = one.analyzers.map((name) => {
    const kind = one.analyzerArgs?.[0]?.split('.').at(-1) ?? '';
    return name === 'schemaValidation.CollectionValidationAnalyzer'
      ? `schema.ValidationAnalyzer.${kind}`
      : name;
  });
  const actual = sorted(findingsOf({ objects, only, nowMs: NOW_MS })).map(
    ({ message, resource }) => `${messages[message].code} ${resource.friendlyName}`,
  );
  const expected = one.expected.map(({ code, resource }) => `${code} ${resource}`);
  const [missing, surplus] = [difference(expected, actual), difference(actual, expected)];
  if (missing.length + surplus.length === 0) return undefined;
  return `missing: ${missing.join(', ') || 'none'}; surplus: ${surplus.join(', ') || 'none'}`;
}

/** What is in the first list more often than in the second. */
function difference(one: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return one.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function hasIngressGateway(mesh: unknown): boolean {
  const mode = typeof mesh === 'object' && mesh !== null && 'ingressControllerMode' in mesh;
  return !mode || mesh.ingressControllerMode !== 'OFF';
}

function valueOf(yaml: string): unknown {
  return parseYaml(yaml, { file: '' }).documents[0]?.value;
}

function configuration(kind: string, spec: unknown): KubeObject {
  return { apiVersion: '', kind, metadata: { name: kind.toLowerCase(), namespace: 'istio-system' }, spec };
}

function objectsOf(yaml: string): readonly AnalyzedObject[] {
  return parseYaml(yaml, { file: '' }).documents.flatMap(({ value }) => itemsOf(value as KubeObject));
}

/** A list stands for its items. */
function itemsOf(object: KubeObject): readonly AnalyzedObject[] {
  if (typeof object !== 'object' || typeof object.kind !== 'string') return [];
  if (object.kind !== 'List') return [{ object: { ...object, metadata: { ...object.metadata } } }];
  return (object.items as readonly KubeObject[]).flatMap(itemsOf);
}
