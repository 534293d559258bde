import { parseBool } from '../../lib/go-bool';
import type { KindDeclaration, KubeObject, ValidationResult } from '../../kube/index';
import { Field } from '../kinds/field';
import { Findings } from './findings';

/** An object as istiod's validation sees it. */
export interface Subject {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Field;
}

/** Checks the spec of one kind. */
export type SpecCheck = (subject: Subject) => Findings;

/** What istiod marks objects with itself; nobody else may. */
const reserved = ['internal.istio.io/parents', 'internal.istio.io/parent-namespace'];

/** Makes a kind's `validate` from the check of its spec, as istiod's validation webhook answers. */
export function webhook(check: SpecCheck): NonNullable<KindDeclaration['validate']> {
  return (object) => {
    const findings = findingsOf({ ...object, spec: withoutEmptyLists(object.spec) }, check);
    const result: ValidationResult = { errors: findings.errors, warnings: findings.warnings };
    if (findings.errors.length === 0) return result;
    return { ...result, text: `configuration is invalid: ${findings.errorText}` };
  };
}

/** A message decoded from JSON has no empty lists: to protobuf they are lists that are not there. */
function withoutEmptyLists(value: unknown): unknown {
  if (!holdsEmptyList(value)) return value;
  if (Array.isArray(value)) return value.map(withoutEmptyLists);
  const kept = Object.entries(value).filter(([, member]) => !isEmptyList(member));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutEmptyLists(member)]));
}

/** Rarely: so the answer allocates nothing. */
function holdsEmptyList(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsEmptyList);
  const members = value as Readonly<Record<string, unknown>>;
  for (const name in members) if (isEmptyList(members[name]) || holdsEmptyList(members[name])) return true;
  return false;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/**
 * Everything a check has to say about an object whose spec is a message: unlike what JSON decodes to, it may hold nothing
 * where a message belongs, which is written as null, and lists that are there and empty.
 */
export function findingsOf(object: KubeObject, check: SpecCheck): Findings {
  const { name, namespace = '', labels = {}, annotations = {} } = object.metadata;
  const metadata = checkAnnotations(object, annotations);
  if (metadata.errors.length > 0) return metadata;
  return check({ name, namespace, labels, annotations, spec: new Field(object.spec, 'spec') });
}

function checkAnnotations(object: KubeObject, annotations: Readonly<Record<string, string>>): Findings {
  const findings = new Findings();
  const where = new Field(annotations, 'metadata.annotations');
  findings.check(where, dryRunProblem(object, annotations['istio.io/dry-run']));
  if (findings.errors.length > 0) return findings;
  if ('internal.istio.io/webhook-always-reject' in annotations) {
    findings.error(where, '"internal.istio.io/webhook-always-reject" annotation found, rejecting');
    return findings;
  }
  const internal = reserved.find((name) => name in annotations);
  if (internal !== undefined) {
    findings.error(where, `"${internal}" annotation found, this may not be set by users`);
  }
  return findings;
}

/** Only an AuthorizationPolicy that allows or denies can be tried out without effect. */
function dryRunProblem(object: KubeObject, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { name, namespace = '' } = object.metadata;
  const id = `${namespace}/${name}`;
  if (object.kind !== 'AuthorizationPolicy') {
    return `${id} has unsupported annotation istio.io/dry-run, please remove the annotation`;
  }
  const action = new Field(object.spec, 'spec').at('action').text || 'ALLOW';
  if (action !== 'ALLOW' && action !== 'DENY') {
    return `the annotation istio.io/dry-run currently only supports action ALLOW/DENY, found action ${action} in ${id}`;
  }
  if (parseBool(value) !== undefined) return undefined;
  return (
    `${id} has annotation istio.io/dry-run with invalid value (${value}): ` +
    `strconv.ParseBool: parsing "${value}": invalid syntax`
  );
}
