// data table
import type { Schema } from '../../../../kube/index';
import { headerName } from './header-modifier';

/** How a value is compared. */
export const matchType: Schema = {
  type: 'string',
  description: 'Exact or RegularExpression.',
  default: 'Exact',
  enum: ['Exact', 'RegularExpression'],
};

/** Named values that must all be there. */
export function valueMatches(words: {
  readonly description: string;
  /** Of the name. */
  readonly name: string;
  readonly value: Schema;
}): Schema {
  return {
    type: 'array',
    description: words.description,
    maxItems: 16,
    listMapKeys: ['name'],
    items: {
      type: 'object',
      required: ['name', 'value'],
      properties: {
        name: { ...headerName, description: words.name },
        type: matchType,
        value: { ...words.value, description: 'What the value is compared with.' },
      },
    },
  };
}

/** Headers that must all be there. */
export function headerMatches(value: Schema): Schema {
  return valueMatches({
    description: 'Headers that must all be there.',
    name: 'The name; capitals do not matter.',
    value,
  });
}
