import { sameJson } from '../../freeze';
import type { FieldError, ValidationContext } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record } from '../../read';
import { validatePodMaker } from '../../validation/workload';

const CHANGEABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** Checks a stateful set: few of its fields may change. */
export function validateStatefulSet(object: KubeObject, { old }: ValidationContext): readonly FieldError[] {
  const errors = [
    ...oneOf(object, ['spec', 'podManagementPolicy'], ['OrderedReady', 'Parallel']),
    ...validatePodMaker(object),
  ];
  const type = plain(at(object.spec, 'updateStrategy', 'type'));
  if (type !== 'RollingUpdate' && type !== 'OnDelete')
    errors.push({
      path: 'spec.updateStrategy',
      message: `Invalid value: ${JSON.stringify(at(object.spec, 'updateStrategy'))}: must be 'RollingUpdate' or 'OnDelete'`,
    });
  if (old && !sameJson(fixed(old), fixed(object)))
    errors.push({
      path: 'spec',
      message: `Forbidden: updates to statefulset spec for fields other than ${CHANGEABLE.slice(0, -1)
        .map((field) => `'${field}'`)
        .join(', ')} and 'minReadySeconds' are forbidden`,
    });
  return errors;
}

function oneOf(object: KubeObject, path: readonly string[], allowed: readonly string[]): FieldError[] {
  const value = plain(at(object, ...path));
  if (allowed.includes(value)) return [];
  const words = allowed.map((word) => `'${word}'`).join(' or ');
  return [{ path: path.join('.'), message: `Invalid value: ${JSON.stringify(value)}: must be ${words}` }];
}

function fixed(object: KubeObject): unknown {
  return Object.fromEntries(
    Object.entries(record(object.spec)).filter(([field]) => !CHANGEABLE.includes(field)),
  );
}
