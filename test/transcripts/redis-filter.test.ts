import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

describe('a service of Redis', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['httpbin', 'curl']);
    applyYaml(
      world,
      `{apiVersion: v1, kind: Service, metadata: {name: cache}, spec: {selector: {app: httpbin}, ports: [{name: redis, port: 6379, targetPort: 8080}]}}
`,
    );
    say(world, 'sleep 2');
  });
  const listener = (): string =>
    say(
      world,
      "istioctl pc listener deploy/curl --port 6379 -o json | jq -c '.[0].filterChains[0].filters[-1] | [.name, .typedConfig.prefixRoutes.catchAllRoute.cluster]'",
    );
  const policy = (): string =>
    say(world, 'istioctl pc cluster deploy/curl --port 6379 -o json | jq -r \'.[0].lbPolicy // "-"\'');
  const ask = (): string =>
    say(
      world,
      "kubectl exec deploy/curl -c curl -- curl -s -o /dev/null -w '%{http_code}' http://cache:6379/get",
    );

  it('is one of bytes', () => {
    expect([listener(), policy(), ask()]).toEqual([
      '["envoy.filters.network.tcp_proxy",null]\n',
      'LEAST_REQUEST\n',
      '200',
    ]);
  });

  it('is spoken to in Redis where istiod is told so, which nothing here does', () => {
    const variable = 'PILOT_ENABLE_REDIS_FILTER=true';
    say(world, `kubectl -n istio-system set env deployment/istiod ${variable}; sleep 2`);
    expect([listener(), policy(), ask()]).toEqual([
      '["envoy.filters.network.redis_proxy","outbound|6379||cache.default.svc.cluster.local"]\n',
      'MAGLEV\n',
      '000command terminated with exit code 56\n[exit 56]',
    ]);
    expect(say(world, 'kubectl -n istio-system get events | grep NotSimulated')).toContain(
      'environment variable PILOT_ENABLE_REDIS_FILTER changes what proxies are told; nothing here speaks Redis',
    );
  });
});
