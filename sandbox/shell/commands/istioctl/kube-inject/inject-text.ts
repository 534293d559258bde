import { injectManifest, type InjectionOptions } from '../../../../istio/index';
import { isRecord, type KubeObject } from '../../../../kube/index';
import { parseYaml, printYaml } from '../../../../lib/yaml/index';

export interface InjectedText {
  readonly text: string;
  readonly warnings: readonly string[];
  /** Why it ended early. */
  readonly problem?: string;
}

/** A stream of documents with sidecars in what makes pods; everything else stays as it is written, comments and all. */
export function injectText(stream: string, options: InjectionOptions): InjectedText {
  const warnings: string[] = [];
  let text = '';
  for (const raw of rawDocuments(stream)) {
    const read = readObject(raw);
    if ('problem' in read) return { text, warnings, problem: read.problem };
    const injected = injectManifest(read.object, options);
    for (const { warning } of injected ?? []) if (warning !== undefined) warnings.push(warning);
    const object = injected?.[0]?.object;
    text += `${object ? printYaml(object) : raw}---\n`;
  }
  return { text, warnings };
}

function readObject(raw: string): { readonly object: KubeObject } | { readonly problem: string } {
  const { documents, errors } = parseYaml(raw, { file: '' });
  const [problem] = errors;
  if (problem) return { problem: problem.message };
  const value = documents[0]?.value;
  if (!isRecord(value) || typeof value.kind !== 'string') {
    return { problem: `Object 'Kind' is missing in '${JSON.stringify(value ?? null)}'` };
  }
  return { object: value as unknown as KubeObject };
}

/** The texts between separators; empty ones do not count. */
function rawDocuments(stream: string): readonly string[] {
  const documents: string[] = [];
  let current = '';
  for (const line of stream.split(/(?<=\n)/)) {
    if (!/^---\s*$/.test(line)) {
      current += line;
      continue;
    }
    if (current !== '') documents.push(current);
    current = '';
  }
  if (current !== '') documents.push(current);
  return documents;
}
