import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

describe('a proxy that says it is another than its certificate does', () => {
  let world: World;
  let pod = '';
  beforeAll(() => {
    world = appWorld(['curl']);
    const annotation = 'proxy.istio.io/config: "{proxyMetadata: {SERVICE_ACCOUNT: admin}}"';
    say(
      world,
      `kubectl patch deployment curl -p 'spec: {template: {metadata: {annotations: {${annotation}}}}}'; sleep 30`,
    );
    pod = say(
      world,
      `kubectl get pods -l app=curl -o json | jq -r '.items[] | select(.metadata.annotations["proxy.istio.io/config"]) | .metadata.name'`,
    ).trim();
  });
  const complaints = (): string[] =>
    say(world, 'kubectl -n istio-system logs deploy/istiod | grep "Unauthorized XDS"')
      .split('\n')
      .filter(Boolean);
  const isKnown = (): boolean => say(world, 'istioctl ps').includes(pod);

  it('is turned away by istiod, again and again', () => {
    const identity = 'spiffe://cluster.local/ns/default/sa/curl';
    const [first = ''] = complaints();
    expect(first).toContain(
      `with identity [${identity}]: no identities ([${identity}]) matched default/admin`,
    );
    expect(complaints().length).toBeGreaterThan(3);
    expect(isKnown()).toBe(false);
    expect(say(world, `kubectl get pod ${pod} -o jsonpath='{.status.containerStatuses[*].ready}'`)).toContain(
      'false',
    );
  });

  it('is taken where istiod does not look', () => {
    const variable = 'PILOT_ENABLE_XDS_IDENTITY_CHECK=false';
    say(world, `kubectl -n istio-system set env deployment/istiod ${variable}; sleep 60`);
    expect(isKnown()).toBe(true);
    expect(say(world, `kubectl get pod ${pod} -o jsonpath='{.status.phase}'`)).toBe('Running');
  });
});
