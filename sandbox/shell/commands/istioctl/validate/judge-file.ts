import { decodeSpec, istioKinds } from '../../../../istio/index';
import { isRecord, type KubeObject } from '../../../../kube/index';
import { quote } from '../../../../lib/quote';
import { readDocuments } from '../analyze/yaml-stream';
import { deploymentNote, servicePortErrors } from './workload-advice';

export interface FileJudgement {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Printed whatever the outcome is. */
  readonly notes: readonly string[];
}

/** What `istioctl validate` says about the documents of a file; a broken document ends it. */
export function judgeFile(
  text: string,
  file: string,
  namespace: string,
  istioNamespace: string,
): FileJudgement {
  const errors: string[] = [];
  const warnings: string[] = [];
  const notes: string[] = [];
  for (const document of readDocuments(text, file)) {
    if ('problem' in document) {
      errors.push(`failed to decode file ${file}:  error converting YAML to JSON: ${document.problem}`);
      break;
    }
    if (!isRecord(document.value)) continue;
    const subject = document.value;
    const name = nameOf(subject);
    const judged = judgeObject(subject, namespace, istioNamespace);
    errors.push(...judged.errors.map((error) => `${name}: ${error}`));
    warnings.push(...judged.warnings.map((warning) => `${name}: ${warning}`));
    notes.push(...judged.notes);
  }
  return { errors, warnings, notes };
}

type Json = Readonly<Record<string, unknown>>;

/** `Kind/namespace/name`, as it is written. */
function nameOf(subject: Json): string {
  const metadata = isRecord(subject.metadata) ? subject.metadata : {};
  return [subject.kind, metadata.namespace, metadata.name]
    .map((part) => (typeof part === 'string' ? part : ''))
    .join('/');
}

const topFields: readonly string[] = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

function judgeObject(subject: Json, namespace: string, istioNamespace: string): FileJudgement {
  const group = typeof subject.apiVersion === 'string' ? (subject.apiVersion.split('/')[0] ?? '') : '';
  const kind = istioKinds.find((candidate) => candidate.kind === subject.kind && candidate.group === group);
  if (!kind) return judgeWorkload(subject, istioNamespace);
  const failed = (...errors: readonly string[]): FileJudgement => ({ errors, warnings: [], notes: [] });
  const decoded = decodeSpec(kind, subject.spec, true);
  if ('problem' in decoded) return failed(`cannot parse proto message: ${decoded.problem.message}`);
  const unknown = Object.keys(subject).filter((field) => !topFields.includes(field));
  if (unknown.length > 0) return failed(...unknown.map((field) => `unknown field ${quote(field)}`));
  const metadata = isRecord(subject.metadata) ? subject.metadata : {};
  const own = typeof metadata.namespace === 'string' ? metadata.namespace : namespace;
  const object = { ...subject, metadata: { ...metadata, namespace: own }, spec: decoded.spec } as KubeObject;
  const judged = kind.validate?.(object, {});
  return {
    errors: (judged?.errors ?? []).map(({ message }) => message),
    warnings: (judged?.warnings ?? []).map(({ message }) => message),
    notes: [],
  };
}

function judgeWorkload(subject: Json, istioNamespace: string): FileJudgement {
  const isList = subject.kind === 'List' && Array.isArray(subject.items);
  const items = isList ? (subject.items as readonly unknown[]).filter(isRecord) : [subject];
  return {
    errors: items
      .filter((item) => item.kind === 'Service')
      .flatMap((item) => servicePortErrors(item, istioNamespace)),
    warnings: [],
    notes: items
      .filter((item) => item.kind === 'Deployment')
      .flatMap((item) => deploymentNote(item, istioNamespace)),
  };
}
