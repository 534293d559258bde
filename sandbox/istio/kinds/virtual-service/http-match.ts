// data table
import type { Schema } from '../../../kube/index';
import { texts, uint32 } from '../schema/scalars';
import { stringMatch, stringMatches } from '../schema/string-match';

/** When a rule for HTTP is used. */
export const httpMatch: Schema = {
  type: 'array',
  description:
    'When the rule is used: any one entry must hold, and of an entry every condition. Left out, it is always used.',
  items: {
    type: 'object',
    properties: {
      authority: { ...stringMatch, description: 'Compares the Host header.' },
      gateways: texts('Gateways (or `mesh`) for which this entry counts.'),
      headers: {
        ...stringMatches,
        description:
          'Compares headers by their lowercase names; an empty comparison asks only that the header exists.',
      },
      ignoreUriCase: {
        type: 'boolean',
        description: 'Compare the path without regard to upper and lower case; not for regex.',
      },
      method: { ...stringMatch, description: 'Compares the method.' },
      name: {
        type: 'string',
        description: "A name for the entry; it becomes part of the route's name.",
      },
      port: uint32('The port that the caller addressed.'),
      queryParams: { ...stringMatches, description: 'Compares query parameters by name.' },
      scheme: { ...stringMatch, description: 'Compares http or https.' },
      sourceLabels: {
        type: 'object',
        description: 'Labels that the calling pod must carry; not for gateways.',
        additionalProperties: { type: 'string' },
      },
      sourceNamespace: {
        type: 'string',
        description: 'The namespace that the calling pod must be in; not for gateways.',
      },
      statPrefix: {
        type: 'string',
        description: 'A prefix for statistics of this route.',
        unsupported: 'no statistics are kept by route.',
      },
      uri: { ...stringMatch, description: 'Compares the path, without the query.' },
      withoutHeaders: { ...stringMatches, description: 'Headers that must not match.' },
    },
  },
};
