import { ageColumn, defineKind } from '../../kube/index';
import type { Column, KindDeclaration, KubeObject, Schema } from '../../kube/index';
import { status } from './schema/status';

/** What tells one Istio kind from another; the rest is the same for all. */
export interface CustomKind {
  readonly group: `${'networking' | 'security' | 'telemetry' | 'extensions'}.istio.io`;
  readonly versions: readonly string[];
  readonly kind: string;
  readonly plural: string;
  readonly shortName?: string;
  readonly spec: Schema;
  /** The CRD demands a spec. */
  readonly specRequired?: boolean;
  /** Printer columns as the CRD declares them: title and JSON path. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly ageFirst?: boolean;
  readonly validate: NonNullable<KindDeclaration['validate']>;
}

/** Declares a kind that one of Istio's CRDs serves. */
export function customKind(custom: CustomKind): KindDeclaration {
  return defineKind({
    group: custom.group,
    versions: custom.versions,
    kind: custom.kind,
    plural: custom.plural,
    singular: custom.kind.toLowerCase(),
    shortNames: custom.shortName === undefined ? [] : [custom.shortName],
    categories: ['istio-io', custom.group.replaceAll('.', '-')],
    namespaced: true,
    custom: true,
    webhook: 'validation.istio.io',
    labels: { app: 'istio-pilot', chart: 'istio', heritage: 'Tiller', release: 'istio' },
    schema: {
      type: 'object',
      properties: { spec: custom.spec, status },
      ...(custom.specRequired === true && { required: ['spec'] }),
    },
    columns: [
      ...(custom.ageFirst === true ? [ageColumn] : []),
      ...Object.entries(custom.columns ?? {}).map(([name, path]) => printerColumn(name, path)),
    ],
    validate: custom.validate,
  });
}

/** A column that shows the value at a path such as `.spec.hosts`; lists and maps print as JSON. */
function printerColumn(name: string, jsonPath: string): Column {
  const steps = jsonPath.split('.').slice(1);
  return { name: name.toUpperCase(), value: (object) => printed(valueAt(object, steps)) };
}

function valueAt(object: KubeObject, steps: readonly string[]): unknown {
  let value: unknown = object;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

function printed(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
