import { sameJson } from '../../freeze';
import type { FieldError, ValidationContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record, string } from '../../read';
import { validatePodSpec } from '../../validation/pod-spec';

/** Checks what a job or the jobs of a cron job run. @param path of the job's spec */
export function validateJobSpec(
  spec: Readonly<Record<string, unknown>>,
  path: string,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const field of ['parallelism', 'completions', 'backoffLimit', 'activeDeadlineSeconds'])
    if (Number(spec[field] ?? 0) < 0)
      errors.push({
        path: `${path}.${field}`,
        message: `Invalid value: ${plain(spec[field])}: must be greater than or equal to 0`,
      });
  const pod = record(at(spec, 'template', 'spec'));
  errors.push(...validatePodSpec(pod, `${path}.template.spec`));
  const policy = string(pod['restartPolicy']);
  if (policy !== 'OnFailure' && policy !== 'Never')
    errors.push({
      path: `${path}.template.spec.restartPolicy`,
      message: 'Required value: valid values: "OnFailure", "Never"',
    });
  return errors;
}

/** What a job runs cannot be changed once the server has said which pods are its own. */
export function validateJob(object: KubeObject, { old }: ValidationContext): readonly FieldError[] {
  if (old === undefined || at(old.spec, 'selector') === undefined) return [];
  return ['selector', 'template', 'completionMode', 'completions']
    .filter((field) => !sameJson(at(old.spec, field), at(object.spec, field)))
    .map((field) => ({
      path: `spec.${field}`,
      message: `Invalid value: ${JSON.stringify(at(object.spec, field))}: field is immutable`,
    }));
}
