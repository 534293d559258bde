import type { Field } from '../kinds/field';
import { selectorMatches, type Labels } from './selector';

/** Whether labels fulfil a selector with `matchLabels` and `matchExpressions`; an absent one matches everything. */
export function labelSelectorMatches(selector: Field, labels: Labels): boolean {
  if (!selectorMatches(selector.at('matchLabels').textMap, labels)) return false;
  return selector.at('matchExpressions').items.every((expression) => fulfils(expression, labels));
}

function fulfils(expression: Field, labels: Labels): boolean {
  const key = expression.at('key').text;
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  const values = expression.at('values').texts;
  switch (expression.at('operator').text) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
