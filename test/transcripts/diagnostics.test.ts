import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';
import { say } from '../support/app-world';

const write = (kind: string, spec: string): string => `apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: web}
spec: ${spec}
`;
const route = (more: string): string => `{hosts: [web], http: [{${more}}]}`;
const TO_WEB = 'route: [{destination: {host: web}}]';

/** What is found: how bad it is, the text that it stands at, and what is said. */
type Found = readonly [code: string, severity: string, at: string, message: string];

describe('what is wrong with a text is found where it stands', () => {
  let world: World;
  beforeAll(() => {
    world = createWorld({
      seed: 1,
      manifests: {
        'all.yaml': `apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
`,
      },
    });
  });
  const found = (text: string): Found[] =>
    world
      .check(text, { file: 'web.yaml' })
      .map(({ code, severity, message, range }) => [
        code,
        severity,
        range === undefined ? 'nowhere' : text.slice(range.start.offset, range.end.offset),
        message,
      ]);

  it.each<[string, string, readonly Found[]]>([
    [
      'the syntax',
      'kind: [a',
      [['YAML001', 'error', '', "error converting YAML to JSON: yaml: did not find expected ',' or ']'"]],
    ],
    [
      'a field that nobody knows',
      write('VirtualService', '{hosts: [web], htp: []}'),
      [['STRICT', 'error', 'htp', 'spec.htp: unknown field "spec.htp"']],
    ],
    [
      'a value of another type',
      write('VirtualService', route(`route: [{destination: {host: web}, weight: many}]`)),
      [
        [
          'SCHEMA',
          'error',
          'many',
          'spec.http[0].route[0].weight: Invalid value: "string": spec.http[0].route[0].weight in body must be of type integer: "string"',
        ],
      ],
    ],
    [
      'a field that is missing',
      write('VirtualService', route('route: [{destination: {subset: v1}}]')),
      [['SCHEMA', 'error', '{subset: v1}', 'spec.http[0].route[0].destination.host: Required value']],
    ],
    [
      'a word that is none of those to choose from',
      write('PeerAuthentication', '{mtls: {mode: STRIC}}').replace('networking', 'security'),
      [
        [
          'SCHEMA',
          'error',
          'STRIC',
          'spec.mtls.mode: Unsupported value: "STRIC": supported values: "UNSET", "DISABLE", "PERMISSIVE", "STRICT"',
        ],
      ],
    ],
    [
      'a rule of the definition',
      write('VirtualService', route(`timeout: never, ${TO_WEB}`)),
      [
        [
          'CEL',
          'error',
          'never',
          "spec.http[0].timeout: Invalid value: \"string\": type conversion error from 'string' to 'google.protobuf.Duration' evaluating rule: must be a valid duration greater than 1ms",
        ],
      ],
    ],
    [
      'a check of the webhook',
      write('VirtualService', route('route: [{destination: {host: web}, weight: -1}]')),
      [['WEBHOOK', 'error', '-1', 'spec.http[0].route[0].weight: weight -1 < 0']],
    ],
    [
      'a warning of the webhook, and of what is not simulated',
      write('DestinationRule', '{host: web, trafficPolicy: {outlierDetection: {consecutiveErrors: 5}}}'),
      [
        [
          'WEBHOOK',
          'warning',
          '5',
          'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
        ],
        ['UNSUPPORTED', 'warning', '5', 'istiod does not read it.'],
        [
          'IST0133',
          'warning',
          '5',
          'Schema validation warning: outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
        ],
      ],
    ],
    [
      'an analyzer',
      write('VirtualService', route('route: [{destination: {host: web, subset: v2}}]')),
      [['IST0101', 'error', 'v2', 'Referenced host+subset in destinationrule not found: "web+v2"']],
    ],
    ['nothing', write('VirtualService', route(TO_WEB)), []],
  ])('%s', (_what, text, wanted) => {
    expect(found(text)).toEqual(wanted);
  });

  it('whatever is changed in it', () => {
    const fine = write('VirtualService', route(`timeout: 3s, match: [{uri: {prefix: /a}}], ${TO_WEB}`));
    const words = [...fine.matchAll(/[\w/.]+/g)];
    fc.assert(
      fc.property(
        fc.nat(words.length - 1),
        fc.constantFrom(
          'x',
          '""',
          '-1',
          '1e99',
          '[]',
          '{}',
          'null',
          '{a: [b]}',
          '&a',
          '*a',
          '!!binary x',
          ': :',
          '}',
        ),
        (index, other) => {
          const { 0: word = '', index: start = 0 } = words[index] ?? {};
          const text = fine.slice(0, start) + other + fine.slice(start + word.length);
          const before = say(world, 'kubectl get vs -o yaml');
          const all = world.check(text, { file: 'web.yaml' });
          expect(all.filter(({ range }) => range === undefined)).toEqual([]);
          expect(say(world, 'kubectl get vs -o yaml')).toBe(before);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});
