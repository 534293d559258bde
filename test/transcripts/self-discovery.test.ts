import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

describe('a proxy that asks for the pods of its own kind', () => {
  let world: World;
  /** The pod that is there from the beginning. */
  let first = '';
  beforeAll(() => {
    world = appWorld(['httpbin']);
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: httpbin}
spec: {workloadSelector: {labels: {app: httpbin}}, egress: [{hosts: ["~/*"]}]}
`,
    );
    const annotation =
      'proxy.istio.io/config: "{proxyMetadata: {ISTIO_META_ENABLE_SELF_DISCOVERY: \\"true\\"}}"';
    say(
      world,
      `kubectl patch deployment httpbin -p 'spec: {template: {metadata: {annotations: {${annotation}}}}}'; sleep 40`,
    );
    first = say(world, "kubectl get pods -l app=httpbin -o jsonpath='{.items[0].metadata.name}'");
  });
  const own = (): string[] =>
    say(world, `istioctl pc endpoint ${first} --cluster local_cluster | tail -n +2 | cut -d: -f1 | sort`)
      .split('\n')
      .filter(Boolean);
  const pods = (): string[] =>
    say(
      world,
      "kubectl get pods -l app=httpbin --field-selector status.phase=Running -o jsonpath='{.items[*].status.podIP}'",
    )
      .split(' ')
      .sort();

  it('starts with a cluster for them', () => {
    const query =
      '.bootstrap | [.clusterManager.localClusterName, (.staticResources.clusters[] | select(.type == "EDS") | .name)]';
    expect(say(world, `istioctl pc bootstrap deploy/httpbin -o json | jq -c '${query}'`)).toBe(
      '["local_cluster","local_cluster"]\n',
    );
  });

  it('is told of them as they come and go, though it imports nothing', () => {
    expect(own()).toEqual(pods());
    say(world, 'kubectl scale deployment httpbin --replicas 3; sleep 40');
    expect(own()).toHaveLength(3);
    expect(own()).toEqual(pods());
    say(world, 'kubectl scale deployment httpbin --replicas 1; sleep 60');
    expect(own()).toEqual(pods());
  });

  it('hears nothing of other ReplicaSets', () => {
    const copy =
      "kubectl get deployment httpbin -o yaml | sed 's/^  name: httpbin/  name: httpbin-two/' | kubectl apply -f - ; sleep 60";
    say(world, copy);
    expect(pods()).toHaveLength(2);
    expect(own()).toHaveLength(1);
  });
});
