import { expect, test } from 'vitest';
import type { ClusterLoadAssignment } from '../../sandbox/envoy/config/index';
import { configOf, world } from './pods';

/** A host in a place, and one further away that nothing is said of. */
const assignment: ClusterLoadAssignment = {
  clusterName: 'shop',
  endpoints: [
    {
      locality: { region: 'eu', zone: 'eu-1', subZone: 'rack-7' },
      lbEndpoints: [{ address: { socketAddress: { address: '10.244.0.11', portValue: 8080 } } }],
    },
    {
      priority: 1,
      lbEndpoints: [{ address: { socketAddress: { address: '10.244.0.12', portValue: 8080 } } }],
    },
  ],
};

const { proxy } = world({}, {});
proxy.applyConfig({ ...configOf({}, {}), loadAssignments: [assignment] });

test('hosts say where they are and how early they are used', () => {
  const lines = proxy.admin('GET', '/clusters?filter=shop').body.split('\n');
  expect(lines.filter((line) => /::(region|zone|sub_zone|priority)::/.test(line))).toEqual([
    'shop::10.244.0.11:8080::region::eu',
    'shop::10.244.0.11:8080::zone::eu-1',
    'shop::10.244.0.11:8080::sub_zone::rack-7',
    'shop::10.244.0.11:8080::priority::0',
    'shop::10.244.0.12:8080::region::',
    'shop::10.244.0.12:8080::zone::',
    'shop::10.244.0.12:8080::sub_zone::',
    'shop::10.244.0.12:8080::priority::1',
  ]);
});

test('the same as JSON', () => {
  const { body } = proxy.admin('GET', '/clusters?filter=shop&format=json');
  const {
    cluster_statuses: [shop],
  } = JSON.parse(body) as {
    cluster_statuses: readonly { host_statuses: readonly { locality: object; priority?: number }[] }[];
  };
  expect(shop?.host_statuses.map(({ locality, priority }) => ({ locality, priority }))).toEqual([
    { locality: { region: 'eu', zone: 'eu-1', sub_zone: 'rack-7' }, priority: undefined },
    { locality: {}, priority: 1 },
  ]);
});
