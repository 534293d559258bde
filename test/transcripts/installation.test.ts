import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { DEFAULT_INJECTION, injectorConfigMap, optionsFromValues } from '../../sandbox/istio/index';
import { appWorld, say } from '../support/app-world';

describe('the ConfigMaps of an installation', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['curl']);
  });

  it('are there, and say what istiod works with', () => {
    expect(say(world, 'kubectl -n istio-system get configmap istio -o jsonpath={.data.mesh}')).toBe(
      `defaultConfig:
  discoveryAddress: istiod.istio-system.svc:15012
defaultProviders:
  metrics:
  - prometheus
enablePrometheusMerge: true
rootNamespace: istio-system
trustDomain: cluster.local`,
    );
    expect(
      say(
        world,
        `kubectl -n istio-system get configmap istio-sidecar-injector -o jsonpath='{.data.config}' | grep policy:`,
      ),
    ).toBe('policy: enabled\n');
    expect(optionsFromValues(JSON.parse(injectorConfigMap.data?.['values'] ?? ''))).toEqual(
      DEFAULT_INJECTION,
    );
  });

  it('serve kube-inject as the release would', () => {
    say(
      world,
      `kubectl -n istio-system get configmap istio-sidecar-injector -o jsonpath='{.data.config}' > config.yaml
       kubectl -n istio-system get configmap istio-sidecar-injector -o jsonpath='{.data.values}' > values.json
       kubectl -n istio-system get configmap istio -o jsonpath='{.data.mesh}' > mesh.yaml
       kubectl create deployment web --image=nginx --dry-run=client -o yaml > web.yaml`,
    );
    const flags = '--injectConfigFile config.yaml --meshConfigFile mesh.yaml --valuesFile values.json';
    const injected = say(world, `istioctl kube-inject ${flags} --filename web.yaml`);
    expect(injected).toContain('image: registry.istio.io/testing/proxyv2:1.32-dev');
    expect(injected).not.toContain('Warning');
  });

  it('decide what new pods get', () => {
    const values = JSON.stringify({ global: { hub: 'own', tag: '9', proxy: { logLevel: 'debug' } } });
    const patch = JSON.stringify({ data: { values, config: 'policy: disabled' } });
    expect(
      say(world, `kubectl -n istio-system patch configmap istio-sidecar-injector --type merge -p '${patch}'`),
    ).toBe(
      `Warning: data.config is stored but not simulated here: pods get the template of the release.
configmap/istio-sidecar-injector patched
`,
    );
    say(world, 'kubectl rollout restart deployment/curl; sleep 60');
    const pod = say(world, 'kubectl get pod -l app=curl -o yaml');
    expect(pod).toContain('image: own/proxyv2:9');
    expect(pod).toContain('--proxyLogLevel=debug');
  });
});
