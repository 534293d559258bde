import { expect, it } from 'vitest';
import { clusterParts } from '../../sandbox/shell/commands/istioctl/proxy-config/cluster-parts';

it.each([
  ['outbound|80|v1|web.default.svc.cluster.local', ['outbound', 80, 'v1', 'web.default.svc.cluster.local']],
  ['inbound|8080||', ['inbound', 8080, '', '']],
  [
    'outbound_.80_.v1_.web.default.svc.cluster.local',
    ['outbound', 80, 'v1', 'web.default.svc.cluster.local'],
  ],
  ['BlackHoleCluster', ['', 0, '', 'BlackHoleCluster']],
])('%s is taken apart', (name, wanted) => {
  const { direction, port, subset, host } = clusterParts(name);
  expect([direction, port, subset, host]).toEqual(wanted);
});
