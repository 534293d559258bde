import { sameJson } from '../freeze';
import type { FieldError, ValidationContext } from '../kind';
import { matchesSelector } from '../label-selector';
import type { KubeObject } from '../object';
import { at, record, stringMap } from '../read';
import { validatePodSpec } from './pod-spec';

/** Checks what Deployments, ReplicaSets and DaemonSets share; their selector cannot be changed. */
export function validateWorkload(object: KubeObject, context: ValidationContext): readonly FieldError[] {
  const selector = at(object.spec, 'selector');
  const errors = validatePodMaker(object);
  if (context.old && !sameJson(at(context.old.spec, 'selector'), selector))
    errors.push({
      path: 'spec.selector',
      message: `Invalid value: ${JSON.stringify(selector)}: field is immutable`,
    });
  return errors;
}

/** Checks replicas, selector and template of what keeps pods running. */
export function validatePodMaker(object: KubeObject): FieldError[] {
  const errors: FieldError[] = [];
  const replicas = at(object.spec, 'replicas');
  if (typeof replicas === 'number' && replicas < 0)
    errors.push({
      path: 'spec.replicas',
      message: `Invalid value: ${String(replicas)}: must be greater than or equal to 0`,
    });
  const selector = at(object.spec, 'selector');
  const labels = stringMap(at(object.spec, 'template', 'metadata', 'labels'));
  if (selector === undefined) errors.push({ path: 'spec.selector', message: 'Required value' });
  else if (isEmptySelector(selector))
    errors.push({
      path: 'spec.selector',
      message: `Invalid value: ${JSON.stringify(selector)}: empty selector is invalid for ${object.kind.toLowerCase()}`,
    });
  else if (!matchesSelector(selector, labels))
    errors.push({
      path: 'spec.template.metadata.labels',
      message: `Invalid value: ${JSON.stringify(labels)}: \`selector\` does not match template \`labels\``,
    });
  errors.push(...validatePodSpec(record(at(object.spec, 'template', 'spec')), 'spec.template.spec'));
  const policy = at(object.spec, 'template', 'spec', 'restartPolicy') ?? 'Always';
  if (policy !== 'Always')
    errors.push({
      path: 'spec.template.spec.restartPolicy',
      message: `Unsupported value: ${JSON.stringify(policy)}: supported values: "Always"`,
    });
  return errors;
}

function isEmptySelector(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = record(selector);
  return (
    Object.keys(record(matchLabels)).length === 0 &&
    !(Array.isArray(matchExpressions) && matchExpressions.length > 0)
  );
}
