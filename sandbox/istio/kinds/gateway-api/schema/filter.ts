// data table
import type { CelRule, Schema } from '../../../../kube/index';
import { headerModifier } from './header-modifier';
import { localObjectRef } from './object-refs';
import { requestMirror } from './request-mirror';

/** The filters that routes of both kinds have, by the field with their settings. */
export const sharedFilters: Readonly<Record<string, Schema>> = {
  extensionRef: { ...localObjectRef, description: 'A filter of the implementation; Istio has none.' },
  requestHeaderModifier: {
    ...headerModifier,
    description: 'Changes headers before the request is forwarded.',
  },
  requestMirror,
  responseHeaderModifier: { ...headerModifier, description: 'Changes headers of the answer.' },
};

/**
 * One filter of a route: its type, and the field of that name alone.
 * @param types in the order in which they are listed
 * @param fields the field of each type, in the order in which they are checked
 */
export function routeFilter(
  types: readonly string[],
  fields: readonly (readonly [type: string, field: string])[],
  properties: Readonly<Record<string, Schema>>,
): Schema {
  return {
    type: 'object',
    required: ['type'],
    rules: fields.flatMap(([type, field]) => ownFieldOnly(type, field)),
    properties: {
      ...properties,
      type: {
        type: 'string',
        description: 'Which filter this is; the field of that name holds its settings.',
        enum: types,
      },
    },
  };
}

function ownFieldOnly(type: string, field: string): readonly CelRule[] {
  return [
    {
      rule: `!(has(self.${field}) && self.type != '${type}')`,
      message: `filter.${field} must be nil if the filter.type is not ${type}`,
    },
    {
      rule: `!(!has(self.${field}) && self.type == '${type}')`,
      message: `filter.${field} must be specified for ${type} filter.type`,
    },
  ];
}

/** Filters of these types may stand in a list once. */
export function notRepeated(...types: readonly string[]): readonly CelRule[] {
  return types.map((type) => ({
    rule: `self.filter(f, f.type == '${type}').size() <= 1`,
    message: `${type} filter cannot be repeated`,
  }));
}
