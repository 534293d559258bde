import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

describe('labels that a proxy has beside those of its pod', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['httpbin', 'curl']);
    const labels = JSON.stringify({ team: 'blue', app: 'other' });
    const config = JSON.stringify({ proxyMetadata: { ISTIO_METAJSON_LABELS: labels } });
    const annotations = { 'proxy.istio.io/config': config };
    const patch = { spec: { template: { metadata: { annotations } } } };
    say(world, `kubectl patch deployment curl -p '${JSON.stringify(patch)}'; sleep 40`);
  });

  it('are among what it tells of itself; its pod has the last word', () => {
    const query =
      '.bootstrap.node.metadata | [.LABELS.team, .LABELS.app, .STATIC_LABELS.team, .STATIC_LABELS.app]';
    expect(say(world, `istioctl pc bootstrap deploy/curl -o json | jq -c '${query}'`)).toBe(
      '["blue","curl","blue","other"]\n',
    );
  });

  it('are selected by', () => {
    const hosts = (): string => say(world, 'istioctl pc cluster deploy/curl | grep -c httpbin');
    expect(Number(hosts())).toBeGreaterThan(0);
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: blue}
spec: {workloadSelector: {labels: {team: blue, app: curl}}, egress: [{hosts: ["istio-system/*"]}]}
`,
    );
    say(world, 'sleep 2');
    expect(hosts()).toContain('0\n');
  });
});
