import { expect, it } from 'vitest';
import { decodeSpec, istioKinds } from '../../sandbox/istio/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';

/** What files may say and the API server would not take: what istiod makes of null in lists and maps. */
const rows: readonly (readonly [kind: string, spec: string, errors: readonly string[]])[] = [
  ['AuthorizationPolicy', '{rules: [null]}', []],
  [
    'AuthorizationPolicy',
    '{rules: [{to: [null]}]}',
    ['invalid policy x.default: `to.operation` must not be nil, found at rule 0'],
  ],
  ['DestinationRule', '{host: a, subsets: [null]}', ['subset name cannot be empty']],
  ['Gateway', '{servers: [null]}', ['server config must contain at least one host', 'port is required']],
  ['PeerAuthentication', '{selector: {matchLabels: {app: x}}, portLevelMtls: {80: null}}', []],
  ['RequestAuthentication', '{jwtRules: [null]}', ['issuer or jwksUri must be non-empty string']],
  [
    'ServiceEntry',
    '{hosts: [a.com], ports: [null]}',
    ['invalid port name: ', 'port number 0 must be in the range 1..65535'],
  ],
  [
    'ServiceEntry',
    '{hosts: [null], ports: [{number: 80, name: http, protocol: HTTP}]}',
    ['empty domain name not allowed'],
  ],
  [
    'TrafficExtension',
    '{match: [{ports: [null]}], lua: {inlineCode: x}}',
    ['spec.Match[0].Ports[0] is out of range: 0'],
  ],
  ['VirtualService', '{hosts: [a], http: [null]}', ['HTTP route, redirect or direct_response is required']],
  [
    'VirtualService',
    '{hosts: [a], http: [{match: [{headers: {x: null}}], route: [{destination: {host: a}}]}]}',
    [],
  ],
  ['WasmPlugin', '{url: "oci://a/b", pluginConfig: {a: [null]}}', []],
  ['WorkloadGroup', '{template: {}, probe: {httpGet: null}}', ['unknown health check method <nil>']],
];

it.each(rows)('%s %s', (kindName, spec, errors) => {
  const kind = istioKinds.find((candidate) => candidate.kind === kindName);
  if (!kind?.validate) throw new Error(`no kind ${kindName}`);
  const decoded = decodeSpec(kind, parseYaml(spec, { file: '' }).documents[0]?.value, true);
  if ('problem' in decoded) throw new Error(decoded.problem.message);
  const metadata = { name: 'x', namespace: 'default' };
  const judged = kind.validate({ apiVersion: kind.group, kind: kindName, metadata, spec: decoded.spec }, {});
  expect(judged.errors.map(({ message }) => message)).toEqual(errors);
});
