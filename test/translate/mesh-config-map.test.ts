import { expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';

const CLIENT = `apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Pod
metadata: {name: client, labels: {app: client}}
spec: {containers: [{name: app, image: echo}]}
`;

function saysMesh(world: World, mesh: string): void {
  const data = { mesh };
  const metadata = { name: 'istio', namespace: 'istio-system' };
  world.apply(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }), {
    file: 'istio.yaml',
  });
  world.run('sleep 3');
}

it('istiod follows the ConfigMap of the mesh, and keeps what it has when that is no configuration', () => {
  const world = createWorld({ seed: 1, manifests: { 'client.yaml': CLIENT } });
  const unknownHost = (): string =>
    world.run(
      "kubectl exec client -c app -- curl -s -o /dev/null -w '%{http_code}' http://198.51.100.200/ -H 'host: nobody.example' -m 2",
    ).stdout;
  const before = unknownHost();
  saysMesh(world, 'outboundTrafficPolicy: {mode: REGISTRY_ONLY}');
  expect([before === '502', unknownHost()]).toEqual([false, '502']);
  for (const broken of [
    'outboundTrafficPolicy: {',
    'connectTimeout: 2h\noutboundTrafficPolicy: {mode: ALLOW_ANY}',
    '- list',
  ]) {
    saysMesh(world, broken);
    expect([broken, unknownHost()]).toEqual([broken, '502']);
  }
  world.run('kubectl delete configmap istio -n istio-system');
  world.run('sleep 3');
  expect(unknownHost()).toBe(before);
});

it.each([
  [
    'mesh: "connectTimeout: 2h\\ndefaultConfig: {discoveryAddress: istiod, configPath: \\"\\"}"',
    [
      'invalid mesh config, using last known state: 3 errors occurred:',
      '\t* invalid connect timeout: time 2h0m0s must be >1ms and <1h0m0s',
      '\t* config path must be set',
      '\t* invalid discovery address: unable to split "istiod": address istiod: missing port in address',
      '',
      '',
    ],
  ],
  [
    'mesh: "outboundTrafficPolicy: {mode: REGISTRY}"',
    [
      String.raw`invalid mesh config, using last known state: failed to convert to proto. unknown value "\"REGISTRY\"" for enum istio.mesh.v1alpha1.MeshConfig.OutboundTrafficPolicy.Mode`,
    ],
  ],
  [
    'mesh: "enableAutoMtls: maybe"',
    [
      'invalid mesh config, using last known state: failed to convert to proto. json: cannot unmarshal string into Go value of type bool',
    ],
  ],
  [
    'mesh: "defaultConfig: {proxyMetadata: {ISTIO_META_DNS_AUTO_ALLOCATE: \\"true\\"}}"',
    [
      "warnings occurred during mesh validation: 'ISTIO_META_DNS_AUTO_ALLOCATE' is deprecated; review https://istio.io/latest/docs/ops/configuration/traffic-management/dns-proxy/#dns-auto-allocation-v2 for information about replacement functionality",
    ],
  ],
  [
    'meshNetworks: "networks: {far: {gateways: [{address: 1.2.3.4}]}}"',
    [
      'invalid mesh networks, using last known state: 1 error occurred:',
      '\t* invalid network far: port number 0 must be in the range 1..65535',
      '',
      '',
    ],
  ],
  ['mesh: "connectTimeout: 5s\\nextensionProviders: [{name: logs, envoyFileAccessLog: {path: /x}}]"', []],
])('istiod says in its log what it cannot use: %s', (data, wanted) => {
  const world = createWorld({ seed: 1 });
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  ${data}\n`;
  const shown = world.check(text, { file: 'istio.yaml' });
  world.apply(text, { file: 'istio.yaml' });
  world.run('sleep 1');
  const { stdout } = world.run('kubectl logs -n istio-system deployment/istiod');
  const said = stdout.replace(/^[^\t]*\twarn\t/, '');
  expect(said).toBe(wanted.map((line) => `${line}\n`).join(''));
  const complaints = shown.filter(({ code }) => code !== 'UNSUPPORTED');
  expect(complaints.map(({ code, message, path }) => [code, path, `${message}\n`])).toEqual(
    wanted.length === 0 ? [] : [['ISTIOD', `data.${data.split(':')[0] ?? ''}`, said]],
  );
});
