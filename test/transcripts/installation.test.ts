import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { DEFAULT_INJECTION, injectorConfigMap, optionsFromValues } from '../../sandbox/istio/index';
import { appWorld, say } from '../support/app-world';

describe("the mesh's root", () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['curl']);
  });
  const root = (namespace: string): string =>
    say(
      world,
      `kubectl -n ${namespace} get configmap istio-ca-root-cert -o jsonpath='{.data.root-cert\\.pem}'`,
    );

  it('is in every namespace, as proxies hold it, and they mount it', () => {
    say(world, 'kubectl create namespace late; sleep 1');
    expect(root('late')).toBe(root('default'));
    expect(root('late')).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    expect(say(world, 'istioctl pc secret deploy/curl -o json')).toContain(btoa(root('late')));
    expect(root('kube-system')).toContain('NotFound');
    expect(say(world, 'kubectl get pod -l app=curl -o yaml')).toContain('name: istio-ca-root-cert');
  });

  it('comes back when it is deleted or overwritten', () => {
    const before = root('default');
    say(world, 'kubectl delete configmap istio-ca-root-cert; sleep 1');
    expect(root('default')).toBe(before);
    const patch = JSON.stringify({ data: { 'root-cert.pem': 'other' } });
    say(world, `kubectl patch configmap istio-ca-root-cert --type merge -p '${patch}'; sleep 1`);
    expect(root('default')).toBe(before);
  });
});

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
    say(world, `echo '{"global": {"caAddress": "own:15012", "hub": "own"}}' > own.json`);
    expect(
      say(
        world,
        `istioctl kube-inject ${flags.replace('values.json', 'own.json')} -f web.yaml 2>&1 | head -1`,
      ),
    ).toBe('Warning: the sandbox injects the same with global.caAddress of own.json and without\n');
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

  it('go on with what they had when what is written cannot be used', () => {
    const own = appWorld(['curl']);
    const patch = (name: string, data: Readonly<Record<string, string | null>>): void => {
      say(
        own,
        `kubectl -n istio-system patch configmap ${name} --type merge -p '${JSON.stringify({ data })}' 2>/dev/null`,
      );
    };
    patch('istio', { mesh: 'defaultConfig: {holdApplicationUntilProxyStarts: true}' });
    patch('istio', { mesh: 'proxyListenPort: 0' });
    const values = JSON.stringify({ global: { hub: 'own', tag: '9' } });
    patch('istio-sidecar-injector', { values });
    patch('istio-sidecar-injector', { values: null });
    say(own, 'kubectl rollout restart deployment/curl; sleep 60');
    const pod = say(own, 'kubectl get pod -l app=curl -o yaml');
    expect(pod).toContain('"holdApplicationUntilProxyStarts":true');
    expect(pod).toContain('image: own/proxyv2:9');
  });
});
