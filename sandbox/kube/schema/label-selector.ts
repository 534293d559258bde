import type { Schema } from '../schema';
import { list, struct, text, texts } from './build';

/** `matchLabels` and `matchExpressions`. */
export const labelSelector: Schema = struct(
  'LabelSelector',
  {
    matchLabels: texts('Labels an object must carry with exactly these values.'),
    matchExpressions: list(
      struct('LabelSelectorRequirement', {
        key: text('Key of the label.'),
        operator: text('In, NotIn, Exists or DoesNotExist.'),
        values: list(text(), 'Values for In and NotIn.'),
      }),
      'Further conditions; all must hold.',
    ),
  },
  'Which objects are meant, by their labels.',
);
