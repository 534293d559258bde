import { analyze, meshComplaints, meshObjects, notSimulated, type AnalyzedObject } from './istio/index';
import {
  admit,
  causeText,
  isRecord,
  type Admission,
  type ApiServer,
  type KindDeclaration,
  type KubeObject,
} from './kube/index';
import type { Diagnostic, Severity } from './lib/diagnostic';
import { parseYaml, type SourceIndex, type YamlDocument } from './lib/yaml/index';

/** Findings about what the cluster holds: every analyzer over every object. */
export function clusterDiagnostics(api: ApiServer): readonly Diagnostic[] {
  return analyze({ objects: withMesh(api.stored()) });
}

/**
 * Judges a text as kubectl, the API server, istiod's webhook and the analyzers would, in that order, on top of the
 * cluster as it is. Findings stand at exact ranges of the text. Changes nothing.
 */
export function textDiagnostics(api: ApiServer, text: string, file: string): readonly Diagnostic[] {
  const parsed = parseYaml(text, { file });
  const findings: Diagnostic[] = [...parsed.errors];
  const accepted: AnalyzedObject[] = [];
  for (const document of parsed.documents) {
    const judged = judgeDocument(api, document, file);
    findings.push(...judged.findings);
    if (judged.object) accepted.push(judged.object);
  }
  if (accepted.length > 0) findings.push(...analyzeOnTop(api, accepted, file));
  return findings;
}

/** Only what concerns the text: a learner editing one file is not told of the others' faults. */
function analyzeOnTop(
  api: ApiServer,
  accepted: readonly AnalyzedObject[],
  file: string,
): readonly Diagnostic[] {
  const replaced = new Set(accepted.map(({ object }) => identity(object)));
  const others = api.stored().filter(({ object }) => !replaced.has(identity(object)));
  return analyze({ objects: withMesh([...others, ...accepted]) }).filter((finding) => finding.file === file);
}

/** The objects, and the mesh's configuration that one of them holds. */
function withMesh(objects: readonly AnalyzedObject[]): readonly AnalyzedObject[] {
  const mesh = meshObjects(
    objects.map(({ object }) => object),
    'istio-system',
  );
  return [...objects, ...mesh.map((object) => ({ object }))];
}

interface Judgement {
  readonly findings: readonly Diagnostic[];
  readonly object?: AnalyzedObject;
}

function judgeDocument(api: ApiServer, document: YamlDocument, file: string): Judgement {
  const { value, source } = document;
  const report = (
    code: string,
    severity: Severity,
    message: string,
    path: string,
    object?: string,
  ): Diagnostic => {
    const range = rangeOf(source, path, code);
    return {
      code,
      severity,
      message,
      file,
      path,
      ...(range && { range }),
      ...(object !== undefined && { object }),
    };
  };
  if (!isRecord(value)) {
    return {
      findings: [
        report('KUBE001', 'error', 'a manifest is a mapping with apiVersion, kind and metadata', ''),
      ],
    };
  }
  const { apiVersion, kind } = value;
  if (typeof kind !== 'string' || kind === '') {
    return { findings: [report('KUBE002', 'error', "Object 'Kind' is missing", 'kind')] };
  }
  if (typeof apiVersion !== 'string' || apiVersion === '') {
    return { findings: [report('KUBE003', 'error', "Object 'apiVersion' is missing", 'apiVersion')] };
  }
  const declaration = api.kinds.byKind(apiVersion, kind);
  if (declaration === undefined) {
    const message = `no matches for kind "${kind}" in version "${apiVersion}"`;
    return { findings: [report('KUBE004', 'error', message, 'kind')] };
  }
  const name = nameOf(value);
  const label = `${kind} ${name.namespace}/${name.name}`;
  const old = api.get({ kind: api.kinds.keyOf(declaration), ...name });
  const object = placed(value, name.namespace, declaration);
  const admission = admit(object, declaration, { notSimulated, ...(old ? { old } : {}) });
  const findings = admissionFindings(admission).map(({ code, severity, message, path }) =>
    report(code, severity, message, path, label),
  );
  if (admission.errors.length > 0) return { findings };
  // The API server takes any ConfigMap; only istiod's log tells what is wrong with its own.
  const unused = meshComplaints(admission.object).map(({ message, path }) =>
    report('ISTIOD', 'warning', message, path, label),
  );
  return { findings: [...findings, ...unused], object: { object: admission.object, source } };
}

interface AdmissionFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
}

function admissionFindings(admission: Admission): readonly AdmissionFinding[] {
  return [
    ...admission.errors
      .filter((error) => error.printedPath !== '<nil>')
      .map((error) => ({
        code: codeOf[error.stage],
        severity: 'error' as const,
        message: causeText(error),
        path: error.path,
      })),
    ...admission.warnings.map((warning) => ({ code: 'WEBHOOK', severity: 'warning' as const, ...warning })),
    ...admission.unsupported.map((field) => ({
      code: 'UNSUPPORTED',
      severity: 'warning' as const,
      ...field,
    })),
  ];
}

const codeOf = {
  decode: 'DECODE',
  strict: 'STRICT',
  metadata: 'METADATA',
  schema: 'SCHEMA',
  rule: 'CEL',
  validate: 'WEBHOOK',
} as const;

/** Unknown fields are marked at their key, everything else at its value. */
function rangeOf(source: SourceIndex, path: string, code: string): Diagnostic['range'] {
  const range = (code === 'STRICT' ? source.keyRangeOf(path) : undefined) ?? source.rangeOf(path);
  const around = path.replace(/(\.[^.[\]]*|\[[^[\]]*\])$/, '');
  // What stands in a text that the document holds is marked at that text.
  return range ?? (code === 'UNSUPPORTED' && around !== path ? rangeOf(source, around, code) : undefined);
}

function nameOf(value: Readonly<Record<string, unknown>>): {
  readonly namespace: string;
  readonly name: string;
} {
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  const { namespace, name } = metadata;
  return {
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : 'default',
    name: typeof name === 'string' ? name : '',
  };
}

/** The object in the namespace kubectl would put it. */
function placed(
  value: Readonly<Record<string, unknown>>,
  namespace: string,
  kind: KindDeclaration,
): Readonly<Record<string, unknown>> {
  if (!kind.namespaced || !isRecord(value.metadata)) return value;
  return { ...value, metadata: { ...value.metadata, namespace } };
}

function identity({ apiVersion, kind, metadata }: KubeObject): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return `${group ?? ''}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
