import { describe, expect, it } from 'vitest';
import { summarizePod } from '../../sandbox/kube/index';
import { Cluster, manifestsOf } from './cluster';

function fleetman(seed = 3): Cluster {
  const cluster = new Cluster(seed);
  for (const text of manifestsOf('fleetman')) cluster.apply(text);
  cluster.run(30_000);
  return cluster;
}

describe('fleetman without a mesh', () => {
  const cluster = fleetman();
  const curl = cluster.podOf('curl');

  it('starts every pod', () => {
    const summaries = cluster.api.list('Pod', 'default').map((pod) => {
      const { ready, total, status, restarts } = summarizePod(pod);
      return [pod.metadata.labels?.['app'], `${String(ready)}/${String(total)}`, status, restarts];
    });
    expect(summaries).toEqual(
      [
        'api-gateway',
        'curl',
        'position-simulator',
        'position-tracker',
        'staff-service',
        'staff-service',
        'vehicle-telemetry',
        'webapp',
      ].map((app) => [app, '1/1', 'Running', 0]),
    );
  });

  it('answers who drives, through three services, from both versions', () => {
    const url = 'http://fleetman-webapp/api/vehicles/driver/City%20Truck';
    const photos = Array.from({ length: 40 }, () => {
      const { photo } = JSON.parse(cluster.get(curl, url).body) as { photo: string };
      return photo.slice(photo.lastIndexOf('/') + 1);
    });
    expect([...new Set(photos)].sort()).toEqual(['1.jpg', 'placeholder.png']);
  });

  it('shows vehicles on the move, with speeds', () => {
    cluster.run(60_000);
    const { body } = cluster.get(curl, 'http://fleetman-webapp/api/vehicles/');
    const vehicles = JSON.parse(body) as { name: string; speed: number | null }[];
    expect(vehicles.map(({ name }) => name).sort()).toEqual([
      'City Truck',
      'Huddersfield Truck A',
      'Huddersfield Truck B',
      'London Riverside',
      'Village Truck',
    ]);
    for (const { speed } of vehicles) expect(speed).toBeGreaterThan(0);
  });

  it('records applications as a chain of hops', () => {
    const { trace } = cluster.send(curl, 'http://fleetman-webapp/api/vehicles/driver/City%20Truck');
    const hops = trace.hops.map(({ workload, parent, direction, status }) => [
      workload,
      parent,
      direction,
      status,
    ]);
    const staff = trace.hops.at(-1)?.workload;
    expect(hops).toEqual([
      ['webapp', undefined, 'application', 200],
      ['api-gateway', 0, 'application', 200],
      [staff, 1, 'application', 200],
    ]);
  });

  it('is the same world again with the same seed, another with another', () => {
    const story = (seed: number): string => {
      const own = fleetman(seed);
      const pod = own.podOf('curl');
      return own.get(pod, 'http://fleetman-webapp/api/vehicles/').body + own.podOf('webapp').pod;
    };
    expect(story(5)).toBe(story(5));
    expect(story(5)).not.toBe(story(6));
  });
});
