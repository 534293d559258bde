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
    const undecodable = nullItem(object.spec);
    if (undecodable !== undefined) {
      const message = 'error decoding configuration: proto: syntax error: unexpected token null';
      return { errors: [{ path: `spec${undecodable}`, message }], warnings: [], text: message };
    }
    const findings = findingsOf(object, check);
    const result: ValidationResult = { errors: findings.errors, warnings: findings.warnings };
    if (findings.errors.length === 0) return result;
    return { ...result, text: `configuration is invalid: ${findings.errorText}` };
  };
}

/** The way to an item that is null (`.http[0]`): lists of messages cannot hold one; maps and fields can. */
function nullItem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const own = value.indexOf(null);
    if (own >= 0) return `[${String(own)}]`;
    for (const [index, item] of value.entries()) {
      const rest = nullItem(item);
      if (rest !== undefined) return `[${String(index)}]${rest}`;
    }
    return undefined;
  }
  for (const [name, member] of Object.entries(value)) {
    const rest = nullItem(member);
    if (rest !== undefined) return `.${name}${rest}`;
  }
  return undefined;
}

/** Everything the webhook has to say about an object. */
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
