// data table
import type { Schema } from '../../../kube/index';

const generation = (description: string): Schema => ({ type: 'any', description, format: 'int-or-string' });
const time = (description: string): Schema => ({ type: 'string', description, format: 'date-time' });
const text = (description: string): Schema => ({ type: 'string', description });

/** What istiod reports about an object; the same for every kind. */
export const status: Schema = {
  type: 'object',
  description: 'What istiod reports about the object.',
  preserveUnknownFields: true,
  properties: {
    conditions: {
      type: 'array',
      description: 'What holds for the object at the moment, one entry for each type.',
      items: {
        type: 'object',
        properties: {
          lastProbeTime: time('When the condition was looked at last.'),
          lastTransitionTime: time('When the status changed last.'),
          message: text('The same in words for people.'),
          observedGeneration: generation('The generation of the object that the condition is about.'),
          reason: text('Why the status is what it is, in one word.'),
          status: text('True, False or Unknown.'),
          type: text('What the condition is about, such as Reconciled.'),
        },
      },
    },
    observedGeneration: generation(
      'The generation of the object that was looked at; older form of that of the conditions.',
    ),
    validationMessages: {
      type: 'array',
      description: 'What the analyzers of istiod found.',
      items: {
        type: 'object',
        properties: {
          documentationUrl: text('The page about this kind of finding.'),
          level: {
            type: 'string',
            description: 'How serious it is.',
            enum: ['UNKNOWN', 'ERROR', 'WARNING', 'INFO'],
          },
          type: {
            type: 'object',
            description: 'The kind of finding.',
            properties: {
              code: text('Its code, such as IST0101.'),
              name: text('Its name, such as ReferencedResourceNotFound.'),
            },
          },
        },
      },
    },
  },
};
