import type { RandomSource } from '../../sim/index';
import type { ExternalWorld } from '../external-world';
import { sites } from './sites';

/** Puts the sites of the simulated internet into the world outside. */
export function connectInternet(external: ExternalWorld, random: RandomSource, now: () => number): void {
  for (const site of sites) {
    const instance = site.start({
      image: site.name,
      tag: 'latest',
      args: [],
      env: {},
      hostname: site.name,
      namespace: '',
      labels: {},
      podIP: '',
      random: random.stream(`internet/${site.name}`),
      now,
      log: () => undefined,
      file: () => undefined,
      *fetch() {
        return { failure: 'dns' };
      },
    });
    external.add({ name: site.name, hosts: site.hosts, ports: [80], tlsPorts: [443], instance });
  }
}
