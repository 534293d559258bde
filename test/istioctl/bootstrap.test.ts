import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../sandbox/index';

/** Two workloads: one as injected today, one with an older proxy and settings of its own. */
const MANIFEST = `apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, version: v1}}
    spec: {containers: [{name: app, image: echo, ports: [{containerPort: 80}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: old}
spec:
  selector: {matchLabels: {app.kubernetes.io/name: old}}
  template:
    metadata:
      labels: {app.kubernetes.io/name: old, istio-locality: here.there}
      annotations:
        sidecar.istio.io/proxyImage: example.com/proxyv2:1.28.3-distroless
        sidecar.istio.io/statsInclusionPrefixes: http.{pod_ip}_
        proxy.istio.io/config: |
          tracingServiceName: CANONICAL_NAME_ONLY
          tracing: {zipkin: {address: "zipkin.tools:9411"}}
          extraStatTags: [shop]
          runtimeValues: {envoy.reloadable_features.http_reject_path_with_fragment: "", own.flag: "true"}
          proxyMetadata: {ISTIO_META_IDLE_TIMEOUT: 5m, ISTIO_META_GLOBAL_DOWNSTREAM_MAX_CONNECTIONS: "90", EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"}
    spec: {containers: [{name: app, image: echo}]}
`;

function started(): World {
  return createWorld({ seed: 1, manifests: { 'apps.yaml': MANIFEST } });
}

/** What `jq` prints of a bootstrap. */
function asked(world: World, target: string, query: string): unknown {
  const { stdout, stderr } = world.run(
    `istioctl proxy-config bootstrap ${target} | jq -c '.bootstrap${query}'`,
  );
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as unknown;
}

it('a proxy tells who it is', () => {
  const world = started();
  const pod = world.run("kubectl get pod -l app=web -o jsonpath='{.items[0].metadata.name}'").stdout;
  const ip = world.run("kubectl get pod -l app=web -o jsonpath='{.items[0].status.podIP}'").stdout;
  const node = asked(world, 'deploy/web', '.node | del(.metadata.ANNOTATIONS) | del(.metadata.PROXY_CONFIG)');
  expect(node).toEqual({
    id: `sidecar~${ip}~${pod}.default~default.svc.cluster.local`,
    cluster: 'web.default',
    metadata: {
      APP_CONTAINERS: 'app',
      CLUSTER_ID: 'Kubernetes',
      ENVOY_PROMETHEUS_PORT: 15090,
      ENVOY_SKIP_DEPRECATED_LOGS: 'true',
      ENVOY_STATUS_PORT: 15021,
      INSTANCE_IPS: ip,
      INTERCEPTION_MODE: 'REDIRECT',
      ISTIO_VERSION: '1.32-dev',
      LABELS: {
        app: 'web',
        'security.istio.io/tlsMode': 'istio',
        'service.istio.io/canonical-name': 'web',
        'service.istio.io/canonical-revision': 'v1',
        version: 'v1',
      },
      MESH_ID: 'cluster.local',
      NAME: pod,
      NAMESPACE: 'default',
      NODE_NAME: 'drydock',
      OWNER: 'kubernetes://apis/apps/v1/namespaces/default/deployments/web',
      PILOT_SAN: ['istiod.istio-system.svc'],
      POD_PORTS: '[\n    {"containerPort":80,"protocol":"TCP"}\n]',
      SERVICE_ACCOUNT: 'default',
      WORKLOAD_IDENTITY_SOCKET_FILE: 'socket',
      WORKLOAD_NAME: 'web',
    },
    locality: {},
  });
  const gateway = 'deploy/istio-ingressgateway.istio-system';
  expect(asked(world, gateway, '.node.id')).toMatch(/^router~.*~istio-system\.svc\.cluster\.local$/);
  expect(asked(world, gateway, '.node.cluster')).toBe('istio-ingressgateway.istio-system');
});

it.each<[string, unknown]>([
  ['.node.cluster', 'old'],
  ['.node.locality', { region: 'here', zone: 'there' }],
  ['.node.metadata.ISTIO_VERSION', '1.28.3'],
  ['.node.metadata.IDLE_TIMEOUT', '5m'],
  ['.node.metadata.EXIT_ON_ZERO_ACTIVE_CONNECTIONS', 'true'],
  ['.tracing.http.name', 'envoy.tracers.zipkin'],
  [
    '.staticResources.clusters[-1].loadAssignment.endpoints[0].lbEndpoints[0].endpoint.address.socketAddress',
    { address: 'zipkin.tools', portValue: 9411 },
  ],
  ['.statsConfig.statsTags[9]', { tagName: 'shop', regex: String.raw`(shop=\.=(.*?);\.;)` }],
  [
    '.layeredRuntime.layers[0].staticLayer | [has("envoy.reloadable_features.http_reject_path_with_fragment"), .["own.flag"]]',
    [false, true],
  ],
  ['.overloadManager.resourceMonitors[0].typedConfig.maxActiveDownstreamConnections', '90'],
])('what a pod asks for is in what its proxy starts with: %s', (query, wanted) => {
  expect(asked(started(), 'deploy/old', query)).toEqual(wanted);
});

it('statistics that a pod asks for are kept, by its address', () => {
  const world = started();
  const ip = world.run(
    "kubectl get pod -l app.kubernetes.io/name=old -o jsonpath='{.items[0].status.podIP}'",
  ).stdout;
  const query = '.statsConfig.statsMatcher.inclusionList.patterns[1]';
  expect(asked(world, 'deploy/old', query)).toEqual({ prefix: `http.${ip}_` });
});

it('proxies of other releases are shown as such', () => {
  const world = started();
  expect(world.run('istioctl pc b deploy/old -o short').stdout).toBe(
    'Istio Version: 1.28.3\nEnvoy Version: 0.0.0\n',
  );
  expect(world.run('istioctl version').stdout).toBe(
    'client version: 1.32-dev\ncontrol plane version: 1.32-dev\n' +
      'data plane version: 1.28.3 (1 proxies), 1.32-dev (2 proxies)\n',
  );
  const rows = world.run('istioctl proxy-status').stdout.trimEnd().split('\n').slice(1);
  expect(rows.map((row) => row.split(/ {2,}/)[3])).toEqual(['1.32-dev', '1.28.3', '1.32-dev']);
});

it('tags of formats are for proxies that know them', () => {
  const world = started();
  const spec = '{tracing: [{providers: [{name: z}], customTags: {id: {formatter: {value: "%REQ(X-ID)%"}}}}]}';
  world.apply(
    `{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: t, namespace: istio-system}, spec: ${spec}}`,
    { file: 'telemetry.yaml' },
  );
  const data = '{mesh: "extensionProviders: [{name: z, zipkin: {service: zipkin.tools.svc, port: 9411}}]"}';
  world.apply(
    `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: ${data}}`,
    { file: 'mesh.yaml' },
  );
  world.run('sleep 3');
  const tags = (target: string): string =>
    world.run(
      `istioctl pc listener ${target} -o json | jq -c '[.. | .customTags? // empty | .[] | select(.tag == "id")] | unique'`,
    ).stdout;
  expect(tags('deploy/web')).toBe('[{"tag":"id","value":"%REQ(X-ID)%"}]\n');
  expect(tags('deploy/old')).toBe('[]\n');
});

describe('statistics are kept as the bootstrap says', () => {
  const zero = 'proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"}';
  const ok = 'proxyStatsMatcher: {inclusionSuffixes: [upstream_rq_200]}';
  const annotation = 'sidecar.istio.io/statsInclusionSuffixes';
  it.each([
    ['the required ones', '{}', []],
    [
      'those that a pod configures',
      `{proxy.istio.io/config: '{${ok}}'}`,
      [
        'cluster.inbound|80||;.external.upstream_rq_200',
        'cluster.inbound|80||;.upstream_rq_200',
        'cluster.outbound|80||web.default.svc.cluster.local;.external.upstream_rq_200',
        'cluster.outbound|80||web.default.svc.cluster.local;.upstream_rq_200',
      ],
    ],
    [
      'those of its annotation in place of them',
      `{proxy.istio.io/config: '{${ok}}', ${annotation}: downstream_rq_2xx}`,
      ['http.inbound_0.0.0.0_80.downstream_rq_2xx', 'http.outbound_0.0.0.0_80.downstream_rq_2xx'],
    ],
    [
      'open connections where the last one is waited for',
      `{proxy.istio.io/config: '{${zero}}'}`,
      [
        'http.inbound_0.0.0.0_80.downstream_cx_active',
        'http.outbound_0.0.0.0_80.downstream_cx_active',
        'listener.0.0.0.0_15006.downstream_cx_active',
        'listener.0.0.0.0_80.downstream_cx_active',
      ],
    ],
  ])('%s', (_, annotations, kept) => {
    const pods = `apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: enabled}}
---
{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{name: http, port: 80}]}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}, annotations: ${annotations}}
spec: {containers: [{name: app, image: echo, ports: [{containerPort: 80}]}]}
`;
    const world = createWorld({ seed: 1, manifests: { 'pods.yaml': pods } });
    world.run('kubectl exec web -c app -- curl -s http://web/');
    const stats = 'kubectl exec web -c istio-proxy -- pilot-agent request GET stats';
    const { stdout } = world.run(`${stats} | grep -Ev '^(istiocustom|server|(cluster|listener)_manager)[.]'`);
    expect(stdout.match(/^.*(?=: )/gm) ?? []).toEqual(kept);
    const patterns = '.statsConfig.statsMatcher.inclusionList.patterns';
    const suffixes = asked(world, 'pod/web', `${patterns} | map(.suffix // empty)`) as string[];
    expect(kept.filter((name) => !suffixes.some((suffix) => name.endsWith(suffix)))).toEqual([]);
  });
});
