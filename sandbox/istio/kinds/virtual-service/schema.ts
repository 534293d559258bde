// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { destination } from '../schema/destination';
import { duration } from '../schema/scalars';
import { stringMatch, stringMatches } from '../schema/string-match';
import { headers } from './headers';
import { l4Destinations } from './l4';

/** What a VirtualService holds. */
export const virtualServiceSpec: Schema = {
  type: 'object',
  description: 'Rules that decide where requests for some hosts go.',
  properties: {
    exportTo: {
      type: 'array',
      description: 'Namespaces in which these rules are seen: `*` all (the default), `.` only its own.',
      items: { type: 'string' },
    },
    gateways: {
      type: 'array',
      description:
        'Gateways whose traffic the rules hold for, and `mesh` for the sidecars; only `mesh` when left out.',
      items: { type: 'string' },
    },
    hosts: {
      type: 'array',
      description: 'Hosts whose traffic the rules hold for: what clients put into the URL.',
      items: { type: 'string' },
    },
    http: {
      type: 'array',
      description: 'Rules for HTTP traffic; the first one that matches is used.',
      items: {
        type: 'object',
        properties: {
          corsPolicy: {
            type: 'object',
            description: 'Answers to browsers that ask whether another site may call.',
            properties: {
              allowCredentials: {
                type: 'boolean',
                description: 'Whether the browser may send cookies and authorization headers.',
                nullable: true,
              },
              allowHeaders: {
                type: 'array',
                description: 'Request headers that other sites may set.',
                items: { type: 'string' },
              },
              allowMethods: {
                type: 'array',
                description: 'Methods that other sites may use.',
                items: { type: 'string' },
              },
              allowOrigin: {
                type: 'array',
                description: 'Older form of allowOrigins: exact origins.',
                items: { type: 'string' },
              },
              allowOrigins: { type: 'array', description: 'Sites that may call.', items: stringMatch },
              exposeHeaders: {
                type: 'array',
                description: 'Response headers that other sites may read.',
                items: { type: 'string' },
              },
              maxAge: { ...duration, description: 'How long a browser may remember the answer.' },
              unmatchedPreflights: {
                type: 'string',
                description: 'Whether a preflight of an unknown site is forwarded or ignored.',
                enum: ['UNSPECIFIED', 'FORWARD', 'IGNORE'],
              },
            },
          },
          delegate: {
            type: 'object',
            description: 'Another VirtualService, without hosts, that continues the decision.',
            properties: {
              name: { type: 'string', description: 'Its name.' },
              namespace: { type: 'string', description: 'Its namespace; that of the parent when left out.' },
            },
          },
          directResponse: {
            type: 'object',
            description: 'Answer at once without asking any service.',
            required: ['status'],
            properties: {
              body: {
                type: 'object',
                description: 'The body of the answer.',
                oneOf: atMostOne('string', 'bytes'),
                properties: {
                  bytes: { type: 'string', description: 'The body in base64.', format: 'byte' },
                  string: { type: 'string', description: 'The body as text.' },
                },
              },
              status: {
                type: 'integer',
                description: 'The status code of the answer.',
                maximum: 4294967295,
                minimum: 0,
              },
            },
          },
          fault: {
            type: 'object',
            description: "Faults made on purpose, on the caller's side, before the request is sent.",
            properties: {
              abort: {
                type: 'object',
                description: 'Answer with an error instead of forwarding.',
                oneOf: atMostOne('httpStatus', 'grpcStatus', 'http2Error'),
                properties: {
                  grpcStatus: { type: 'string', description: 'The gRPC status to answer with, by name.' },
                  http2Error: { type: 'string', description: 'Has no effect.' },
                  httpStatus: {
                    type: 'integer',
                    description: 'The status code to answer with.',
                    format: 'int32',
                  },
                  percentage: {
                    type: 'object',
                    description: 'Which part of the requests; all when left out.',
                    properties: {
                      value: {
                        type: 'number',
                        description: '0 to 100; decimals such as 0.1 are allowed.',
                        format: 'double',
                      },
                    },
                  },
                },
              },
              delay: {
                type: 'object',
                description: 'Hold requests back before forwarding.',
                oneOf: atMostOne('fixedDelay', 'exponentialDelay'),
                properties: {
                  exponentialDelay: { ...duration, description: 'Has no effect.' },
                  fixedDelay: { ...duration, description: 'How long requests are held back.' },
                  percent: {
                    type: 'integer',
                    description: 'Older form of percentage: whole numbers 0 to 100.',
                    format: 'int32',
                  },
                  percentage: {
                    type: 'object',
                    description: 'Which part of the requests; all when left out.',
                    properties: {
                      value: {
                        type: 'number',
                        description: '0 to 100; decimals such as 0.1 are allowed.',
                        format: 'double',
                      },
                    },
                  },
                },
              },
            },
          },
          headers: { ...headers, description: 'Changes to headers for all requests of this rule.' },
          match: {
            type: 'array',
            description:
              'When the rule is used: any one entry must hold, and of an entry every condition. Left out, it is always used.',
            items: {
              type: 'object',
              properties: {
                authority: { ...stringMatch, description: 'Compares the Host header.' },
                gateways: {
                  type: 'array',
                  description: 'Gateways (or `mesh`) for which this entry counts.',
                  items: { type: 'string' },
                },
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
                port: {
                  type: 'integer',
                  description: 'The port that the caller addressed.',
                  maximum: 4294967295,
                  minimum: 0,
                },
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
                statPrefix: { type: 'string', description: 'A prefix for statistics of this route.' },
                uri: { ...stringMatch, description: 'Compares the path, without the query.' },
                withoutHeaders: { ...stringMatches, description: 'Headers that must not match.' },
              },
            },
          },
          mirror: {
            ...destination,
            description: 'Sends a copy of each request there too; its answer is thrown away.',
          },
          mirror_percent: {
            type: 'integer',
            description: 'Older form of mirrorPercentage.',
            maximum: 4294967295,
            minimum: 0,
            nullable: true,
          },
          mirrorPercent: {
            type: 'integer',
            description: 'Older form of mirrorPercentage.',
            maximum: 4294967295,
            minimum: 0,
            nullable: true,
          },
          mirrorPercentage: {
            type: 'object',
            description: 'Which part of the requests is copied; all when left out.',
            properties: {
              value: {
                type: 'number',
                description: '0 to 100; decimals such as 0.1 are allowed.',
                format: 'double',
              },
            },
          },
          mirrors: {
            type: 'array',
            description: 'Sends copies of each request to several places.',
            items: {
              type: 'object',
              required: ['destination'],
              properties: {
                destination: { ...destination, description: 'Where the copy goes.' },
                percentage: {
                  type: 'object',
                  description: 'Which part of the requests is copied; all when left out.',
                  properties: {
                    value: {
                      type: 'number',
                      description: '0 to 100; decimals such as 0.1 are allowed.',
                      format: 'double',
                    },
                  },
                },
              },
            },
          },
          name: { type: 'string', description: 'A name for the rule; it is shown in logs and by istioctl.' },
          redirect: {
            type: 'object',
            description: 'Answer with a redirect instead of forwarding.',
            oneOf: atMostOne('port', 'derivePort'),
            properties: {
              authority: { type: 'string', description: 'The host of the new address.' },
              derivePort: {
                type: 'string',
                description: 'Take the port from the scheme or from the request.',
                enum: ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'],
              },
              port: {
                type: 'integer',
                description: 'The port of the new address.',
                maximum: 4294967295,
                minimum: 0,
              },
              prefixRewrite: {
                type: 'string',
                description: 'Replaces the matched prefix in the new address.',
              },
              redirectCode: {
                type: 'integer',
                description: '301 (the default), 302, 303, 307 or 308.',
                maximum: 4294967295,
                minimum: 0,
              },
              scheme: { type: 'string', description: 'http or https.' },
              uri: { type: 'string', description: 'The path of the new address.' },
            },
          },
          retries: {
            type: 'object',
            description: 'Try again when an attempt fails; twice by default when the rule does not say.',
            properties: {
              attempts: {
                type: 'integer',
                description: 'How often to try again; 0 turns retries off.',
                format: 'int32',
              },
              backoff: {
                ...duration,
                description: 'The pause before the first retry; 25ms by default, growing and jittered.',
              },
              perTryTimeout: {
                ...duration,
                description: 'How long one attempt may take; the whole timeout when left out.',
              },
              retryIgnorePreviousHosts: {
                type: 'boolean',
                description: 'Prefer endpoints that were not tried yet.',
                nullable: true,
              },
              retryOn: {
                type: 'string',
                description: 'What counts as a failure: conditions or status codes, separated by commas.',
              },
              retryRemoteLocalities: {
                type: 'boolean',
                description: 'Whether a retry may go to another locality.',
                nullable: true,
              },
            },
          },
          rewrite: {
            type: 'object',
            description: 'Changes path or host before forwarding.',
            properties: {
              authority: { type: 'string', description: 'The new Host header.' },
              uri: {
                type: 'string',
                description: 'Replaces the matched prefix, or the whole path when it was matched exactly.',
              },
              uriRegexRewrite: {
                type: 'object',
                description: 'Replaces parts of the path by an expression.',
                properties: {
                  match: {
                    type: 'string',
                    description: 'The RE2 expression; every place where it is found is replaced.',
                  },
                  rewrite: {
                    type: 'string',
                    description: 'The replacement; \\1 stands for the first group.',
                  },
                },
              },
            },
          },
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
    },
    tcp: {
      type: 'array',
      description: 'Rules for connections that are neither HTTP nor TLS with a known name.',
      items: {
        type: 'object',
        properties: {
          match: {
            type: 'array',
            description: 'When the rule is used; left out, always.',
            items: {
              type: 'object',
              properties: {
                destinationSubnets: {
                  type: 'array',
                  description: 'Destination addresses, as CIDR.',
                  items: { type: 'string' },
                },
                gateways: {
                  type: 'array',
                  description: 'Gateways (or `mesh`) for which this entry counts.',
                  items: { type: 'string' },
                },
                port: {
                  type: 'integer',
                  description: 'The port that the caller addressed.',
                  maximum: 4294967295,
                  minimum: 0,
                },
                sourceLabels: {
                  type: 'object',
                  description: 'Labels that the calling pod must carry.',
                  additionalProperties: { type: 'string' },
                },
                sourceNamespace: {
                  type: 'string',
                  description: 'The namespace that the calling pod must be in.',
                },
                sourceSubnet: { type: 'string', description: 'Has no effect.' },
              },
            },
          },
          route: {
            ...l4Destinations,
            description: 'Where connections go; several entries share them by weight.',
          },
        },
      },
    },
    tls: {
      type: 'array',
      description: 'Rules for TLS that is passed through, decided by the server name.',
      items: {
        type: 'object',
        required: ['match'],
        properties: {
          match: {
            type: 'array',
            description: 'When the rule is used; at least one entry is needed.',
            items: {
              type: 'object',
              required: ['sniHosts'],
              properties: {
                destinationSubnets: {
                  type: 'array',
                  description: 'Destination addresses, as CIDR.',
                  items: { type: 'string' },
                },
                gateways: {
                  type: 'array',
                  description: 'Gateways (or `mesh`) for which this entry counts.',
                  items: { type: 'string' },
                },
                port: {
                  type: 'integer',
                  description: 'The port that the caller addressed.',
                  maximum: 4294967295,
                  minimum: 0,
                },
                sniHosts: {
                  type: 'array',
                  description: 'Server names that the client asked for; must fall under the hosts above.',
                  items: { type: 'string' },
                },
                sourceLabels: {
                  type: 'object',
                  description: 'Labels that the calling pod must carry.',
                  additionalProperties: { type: 'string' },
                },
                sourceNamespace: {
                  type: 'string',
                  description: 'The namespace that the calling pod must be in.',
                },
              },
            },
          },
          route: {
            ...l4Destinations,
            description: 'Where connections go; several entries share them by weight.',
          },
        },
      },
    },
  },
};
