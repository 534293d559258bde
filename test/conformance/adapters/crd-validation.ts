import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { istioKinds } from '../../../sandbox/istio/kinds/index';
import { schemaErrors } from '../../../sandbox/kube/admission/structural';
import { admit, causeText } from '../../../sandbox/kube/index';
import type { KubeObject } from '../../../sandbox/kube/index';
import type { Adapter, AdapterReport } from '../adapter';

interface CrdCase {
  readonly file: string;
  readonly docIndex: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly expectError: string | null;
  readonly object: KubeObject;
}

export const adapter: Adapter = {
  key: 'istio/crd-validation',
  run(corpusDirectory): AdapterReport {
    const path = join(corpusDirectory, 'istio/crd-validation/cases.json');
    const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly CrdCase[] };
    const failures = cases.flatMap((one) => {
      const why = judge(one);
      return why === undefined ? [] : [{ id: `${one.file} ${String(one.docIndex)}`, why }];
    });
    return { total: cases.length, pass: cases.length - failures.length, failures };
  },
};

/** The schema and its rules only: the webhook has a corpus of its own. */
function judge({ kind: name, expectError, object }: CrdCase): string | undefined {
  const kind = istioKinds.find((candidate) => candidate.kind === name);
  if (!kind) return `no kind ${name}`;
  const { _err: _, ...plain } = object;
  const value = { ...plain, metadata: { namespace: 'default', ...object.metadata } };
  const { validate: __, ...schemaOnly } = kind;
  const { errors } = admit(value, schemaOnly, { fieldValidation: 'Strict' });
  const text = errors.map(causeText).join('\n');
  if (expectError === null) return errors.length === 0 ? undefined : `refused: ${text}`;
  if (errors.length === 0) return `accepted, expected: ${expectError}`;
  // The recording's validator keeps nulls, which a server drops before it looks: there they read as absent.
  const spec = kind.schema.properties?.spec;
  const kept = spec && value.spec !== undefined ? schemaErrors(value.spec, spec, 'spec') : [];
  if (comparable(kept.map(causeText).join('\n')).includes(comparable(expectError))) return undefined;
  return comparable(text).includes(comparable(expectError))
    ? undefined
    : `expected ${expectError} but got ${text}`;
}

/** Older servers print the type of a value that a rule refuses, newer ones the value itself (objects: nothing). */
function comparable(text: string): string {
  return text.replace(/Invalid value: (?:"[^"]*": |[\d.]+: )?/g, 'Invalid value: ');
}
