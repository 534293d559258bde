import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

const MESH = `apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    discoverySelectors: [{matchLabels: {team: shop}}]
    defaultConfig:
      binaryPath: /envoy
      proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true", ISTIO_META_COLOUR: red}
  meshNetworks: "networks: {n1: {gateways: [{address: 192.0.2.1, port: 15443, locality: r1}]}}"
`;
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: probe}
spec:
  selector: {matchLabels: {app: probe}}
  template:
    metadata:
      labels: {app: probe, istio.io/use-waypoint: none}
      annotations:
        inject.istio.io/templates: sidecar,own
        proxy.istio.io/config: |
          statsCompression: true
          proxyMetadata: {SECRET_TTL: 1h, ISTIO_META_GLOBAL_DOWNSTREAM_MAX_CONNECTIONS: "90", MINIMUM_DRAIN_DURATION: 7s, EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"}
    spec:
      containers:
        - {name: probe, image: curlimages/curl, command: [sleep, infinity]}
        - {name: istio-proxy, image: auto, env: [{name: ISTIO_META_COLOUR, value: "1"}, {name: ISTIO_META_IDLE_TIMEOUT, value: 5s}]}
`;
const INJECTOR = `apiVersion: v1
kind: ConfigMap
metadata: {name: istio-sidecar-injector, namespace: istio-system}
data:
  config: "policy: enabled"
  values: |
    global:
      certSigners: []
      configValidation: false
      proxy: {tracer: zipkin, logLevel: debug, startupProbe: {enabled: false}, lifecycle: {preStop: {exec: {command: [sleep]}}}}
      proxy_init: {image: proxyv2}
    pilot: {cni: {enabled: true, provider: default}}
    sidecarInjectorWebhook: {enableNamespacesByDefault: true}
`;
const PROXY_CONFIG = `apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata: {name: probe}
spec: {environmentVariables: {ISTIO_META_COLOUR: "1"}}
`;
const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata: {name: mesh, labels: {istio.io/dataplane-mode: ambient}}
`;
const kept = (apiVersion: string, kind: string, spec: string): string =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: kept}, spec: ${spec}}`;
const KINDS = [
  kept(
    'networking.istio.io/v1alpha3',
    'EnvoyFilter',
    '{configPatches: [{applyTo: CLUSTER, patch: {operation: REMOVE}}]}',
  ),
  kept('extensions.istio.io/v1alpha1', 'WasmPlugin', '{url: "oci://example.com/plugin"}'),
  kept('extensions.istio.io/v1alpha1', 'TrafficExtension', '{lua: {inlineCode: "x = 1"}}'),
  kept('networking.istio.io/v1', 'WorkloadGroup', '{template: {serviceAccount: vm}}'),
].join('\n---\n');
const UNREAD = 'the proxy starts with it, and nothing reads it.';

describe('what nothing reads says so when it is written', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld([]);
  });

  it.each<[what: string, yaml: string, said: readonly string[]]>([
    [
      "fields of the mesh's configuration",
      MESH,
      [
        'data.mesh.discoverySelectors is stored but not simulated here: istiod watches every namespace.',
        'data.mesh.defaultConfig.binaryPath is stored but not simulated here: the agent in the simulated proxy has no such setting.',
        `data.mesh.defaultConfig.proxyMetadata[ISTIO_META_COLOUR] is stored but not simulated here: ${UNREAD}`,
        'data.meshNetworks.networks.n1.gateways[0].locality is stored but not simulated here: istiod does not read it.',
      ],
    ],
    [
      'what an installation says about injection',
      INJECTOR,
      [
        'data.config is stored but not simulated here: pods get the template of the release.',
        'data.values.global.configValidation is stored but not simulated here: pods are injected the same with it.',
        'data.values.global.proxy.tracer is stored but not simulated here: pods are injected the same with it.',
        'data.values.global.proxy.lifecycle.preStop.exec.command is stored but not simulated here: pods are injected the same with it.',
        'data.values.pilot.cni.enabled is stored but not simulated here: pods are injected the same with it.',
      ],
    ],
    [
      'annotations, settings and variables of pods',
      DEPLOYMENT,
      [
        'spec.template.metadata.annotations[inject.istio.io/templates] is stored but not simulated here: pods get the template of the release.',
        'spec.template.metadata.annotations[proxy.istio.io/config].statsCompression is stored but not simulated here: statistics are sent as they are.',
        `spec.template.metadata.annotations[proxy.istio.io/config].proxyMetadata[SECRET_TTL] is stored but not simulated here: ${UNREAD}`,
        'spec.template.metadata.annotations[proxy.istio.io/config].proxyMetadata[ISTIO_META_GLOBAL_DOWNSTREAM_MAX_CONNECTIONS] is stored but not simulated here: it is in the bootstrap that is printed, and changes nothing in the proxy.',
        `spec.template.spec.containers[1].env[ISTIO_META_COLOUR] is stored but not simulated here: ${UNREAD}`,
      ],
    ],
    [
      'variables of a ProxyConfig',
      PROXY_CONFIG,
      [`spec.environmentVariables[ISTIO_META_COLOUR] is stored but not simulated here: ${UNREAD}`],
    ],
    [
      'kinds that change no proxy here',
      KINDS,
      [
        'spec is stored but not simulated here: The patches are kept but no proxy is changed by them.',
        'spec is stored but not simulated here: The module is kept but never loaded into a proxy.',
        'spec is stored but not simulated here: The extension is kept but never loaded into a proxy.',
        'spec is stored but not simulated here: No machine registers with it.',
      ],
    ],
    [
      'labels',
      NAMESPACE,
      [
        'metadata.labels[istio.io/dataplane-mode] is stored but not simulated here: there is no ambient mode.',
      ],
    ],
  ])('%s', (_what, yaml, said) => {
    const warned = world.apply(yaml).stderr.match(/^.* is stored but .*$/gm);
    expect(warned).toEqual(said.map((line) => `Warning: ${line}`));
    const marked = world
      .check(yaml)
      .filter(({ code }) => code === 'UNSUPPORTED')
      .map(({ path, message }) => `${path ?? ''} is stored but not simulated here: ${message}`);
    expect(marked).toEqual(said);
  });

  it('and is kept all the same', () => {
    expect(say(world, 'kubectl get envoyfilters,wasmplugins,trafficextensions,workloadgroups -o name')).toBe(
      `envoyfilter.networking.istio.io/kept
wasmplugin.extensions.istio.io/kept
trafficextension.extensions.istio.io/kept
workloadgroup.networking.istio.io/kept
`,
    );
    expect(
      say(world, "kubectl get envoyfilter kept -o jsonpath='{.spec.configPatches[0].patch.operation}'"),
    ).toBe('REMOVE');
  });
});

describe("the mesh's defaults for proxies", () => {
  it('reach pods that are injected after them', () => {
    const world = appWorld(['curl']);
    expect(say(world, 'kubectl get pod -l app=curl -o yaml')).not.toContain('DNS_CAPTURE');
    world.apply(MESH.replace('binaryPath: /envoy', 'holdApplicationUntilProxyStarts: true'));
    say(world, 'kubectl rollout restart deployment/curl; sleep 60');
    const pod = say(world, 'kubectl get pod -l app=curl -o yaml');
    expect(pod).toMatch(/name: ISTIO_META_DNS_CAPTURE\n +value: "true"/);
    expect(pod).toContain('"holdApplicationUntilProxyStarts":true');
    expect(say(world, 'istioctl pc bootstrap deploy/curl')).toContain('"DNS_CAPTURE": "true"');
  });
});
