import { istioKinds } from '../../sandbox/istio/index';
import { admit, type KindDeclaration, type KubeObject } from '../../sandbox/kube/index';
import { steadyMs, type Benchmark, type Measurement } from './benchmark';

const COUNTS = [100, 1_000, 3_000];

/** Admission by the API server and istiod's webhook, one object after the other; per object it is the same for any number. */
export function validation(): Benchmark {
  return {
    name: 'validation',
    summary: 'admission of Istio objects of eight kinds: decoding, schema, defaults, CEL rules, webhook',
    run: () => COUNTS.flatMap(admitted),
  };
}

function admitted(count: number): Measurement[] {
  const objects = Array.from({ length: count }, (_, i) => mixedObject(i));
  const refused = objects.find(({ value, kind }) => admit(value, kind).errors.length > 0);
  if (refused !== undefined) throw new Error(`not admitted: ${refused.value.metadata.name}`);
  const value = steadyMs(1_500, 15, () => {
    for (const { value, kind } of objects) admit(value, kind);
  });
  const what = `${count.toLocaleString('en-US')} objects`;
  return [
    { what, value, unit: 'ms' },
    { what: `${what}, each`, value: (value / count) * 1_000, unit: 'us' },
  ];
}

interface Submitted {
  readonly kind: KindDeclaration;
  readonly value: KubeObject;
}

/** Kinds take turns; names, hosts and numbers differ from object to object. */
function mixedObject(i: number): Submitted {
  const specs = Object.entries(specsOf(`svc-${String(i)}`, i));
  const [name, spec] = specs[i % specs.length] ?? ['', {}];
  const kind = istioKinds.find((candidate) => candidate.kind === name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  const value: KubeObject = {
    apiVersion: `${kind.group}/v1`,
    kind: name,
    metadata: { name: `object-${String(i)}`, namespace: 'default', labels: { app: `svc-${String(i)}` } },
    spec,
  };
  return { kind, value };
}

function specsOf(host: string, i: number): Readonly<Record<string, unknown>> {
  const selector = { matchLabels: { app: host } };
  return {
    VirtualService: {
      hosts: [host],
      http: [
        {
          match: [{ headers: { 'end-user': { exact: `user-${String(i)}` } } }],
          route: [{ destination: { host, subset: 'v2', port: { number: 80 } } }],
        },
        {
          match: [{ uri: { prefix: `/api/${String(i)}` } }],
          timeout: '5s',
          retries: { attempts: 3, perTryTimeout: '2s' },
          route: [
            { destination: { host, subset: 'v1' }, weight: 90 },
            { destination: { host, subset: 'v2' }, weight: 10 },
          ],
        },
      ],
    },
    DestinationRule: {
      host: `${host}.default.svc.cluster.local`,
      trafficPolicy: {
        outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' },
      },
      subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
    },
    Gateway: {
      selector: { istio: 'ingressgateway' },
      servers: [
        { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [`${host}.example.com`] },
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          tls: { mode: 'SIMPLE', credentialName: host },
          hosts: [`${host}.example.com`],
        },
      ],
    },
    ServiceEntry: {
      hosts: [`${host}.example.com`],
      ports: [{ number: 443, name: 'https', protocol: 'TLS' }],
      resolution: 'STATIC',
      endpoints: [{ address: `10.1.${String(i >> 8)}.${String(i & 255)}` }],
    },
    Sidecar: {
      workloadSelector: { labels: { app: host } },
      egress: [{ hosts: ['./*', 'istio-system/*'] }],
    },
    PeerAuthentication: { selector, mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'DISABLE' } } },
    RequestAuthentication: {
      selector,
      jwtRules: [{ issuer: `https://issuer-${String(i)}.example.com`, audiences: [host] }],
    },
    AuthorizationPolicy: {
      selector,
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: [`cluster.local/ns/default/sa/${host}`] } }],
          to: [{ operation: { methods: ['GET', 'POST'], paths: [`/api/${String(i)}/*`] } }],
          when: [{ key: 'request.headers[x-team]', values: ['blue'] }],
        },
      ],
    },
  };
}
