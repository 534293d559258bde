// data table
import type { Schema } from '../../../kube/index';
import { destination } from '../schema/destination';
import { duration, percentage, uint32 } from '../schema/scalars';
import { corsPolicy } from './cors-policy';
import { directResponse } from './direct-response';
import { fault } from './fault';
import { headers } from './headers';
import { httpMatch } from './http-match';
import { redirect } from './redirect';
import { retries } from './retries';
import { rewrite } from './rewrite';

/** Rules for HTTP. */
export const http: Schema = {
  type: 'array',
  description: 'Rules for HTTP traffic; the first one that matches is used.',
  items: {
    type: 'object',
    properties: {
      corsPolicy,
      delegate: {
        type: 'object',
        description: 'Another VirtualService, without hosts, that continues the decision.',
        properties: {
          name: { type: 'string', description: 'Its name.' },
          namespace: { type: 'string', description: 'Its namespace; that of the parent when left out.' },
        },
      },
      directResponse,
      fault,
      headers: { ...headers, description: 'Changes to headers for all requests of this rule.' },
      match: httpMatch,
      mirror: {
        ...destination,
        description: 'Sends a copy of each request there too; its answer is thrown away.',
      },
      mirror_percent: { ...uint32('Older form of mirrorPercentage.'), nullable: true },
      mirrorPercent: { ...uint32('Older form of mirrorPercentage.'), nullable: true },
      mirrorPercentage: percentage('Which part of the requests is copied; all when left out.'),
      mirrors: {
        type: 'array',
        description: 'Sends copies of each request to several places.',
        items: {
          type: 'object',
          required: ['destination'],
          properties: {
            destination: { ...destination, description: 'Where the copy goes.' },
            percentage: percentage('Which part of the requests is copied; all when left out.'),
          },
        },
      },
      name: { type: 'string', description: 'A name for the rule; it is shown in logs and by istioctl.' },
      redirect,
      retries,
      rewrite,
      route: {
        type: 'array',
        description: 'Where requests go; several entries share them by weight.',
        items: {
          type: 'object',
          required: ['destination'],
          properties: {
            destination: {
              ...destination,
              description: 'A service, optionally one of its subsets and ports.',
            },
            headers: {
              ...headers,
              description: 'Changes to headers for requests that go to this destination.',
            },
            weight: {
              type: 'integer',
              description: "This entry's share, relative to the sum of all; one entry needs none.",
              format: 'int32',
            },
          },
        },
      },
      timeout: {
        ...duration,
        description: 'How long the whole request may take, retries included; no limit by default.',
      },
    },
  },
};
