import { parseYaml } from '../../../../lib/yaml/index';
import type { SourceIndex } from '../../../../lib/yaml/index';

/** A document of a file, or what is wrong with it. */
export type FileDocument =
  | { readonly value: unknown; readonly source: SourceIndex }
  | { readonly problem: string; readonly index: number };

/** Reads the documents of a file in order; a broken one does not hide the others. */
export function readDocuments(text: string, file: string): readonly FileDocument[] {
  const { documents, errors } = parseYaml(text, { file });
  const all: FileDocument[] = [...documents];
  // From the back, so that earlier places stay what they are.
  for (const error of [...errors].reverse()) {
    const problem = error.message.replace(/^error converting YAML to JSON: /, '');
    all.splice(error.documentsBefore, 0, { problem, index: error.documentsBefore });
  }
  return all;
}
