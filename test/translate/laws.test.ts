import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProxyConfig } from '../../sandbox/envoy/config/index';
import { configOf, documents, ingress, manifest, sidecar } from './support/mesh';
import { FOUNDATION, randomMesh } from './support/random-mesh';

const PROXIES = [ingress(), sidecar(), sidecar({ labels: { app: 'web', version: 'v1' }, ip: '10.244.3.1' })];

/** The configuration without the places it came from: moving a document moves its lines. */
function withoutLines(config: ProxyConfig): unknown {
  return JSON.parse(JSON.stringify(config, (key, value: unknown) => (key === 'line' ? undefined : value)));
}

/** Paths of listeners, chains, virtual hosts, routes, destinations and clusters that name no origin. */
function withoutOrigin(config: ProxyConfig): string[] {
  const missing: string[] = [];
  const check = (path: string, piece: { readonly origin?: unknown }): void => {
    if (piece.origin === undefined) missing.push(path);
  };
  for (const listener of config.listeners) {
    check(listener.name, listener);
    for (const chain of listener.filterChains) check(`${listener.name} chain`, chain);
  }
  for (const { name, virtualHosts } of config.routeConfigurations) {
    for (const host of virtualHosts) {
      check(`${name} ${host.name}`, host);
      for (const route of host.routes) {
        check(`${name} ${host.name} route`, route);
        if (route.route?.cluster !== undefined) check(`${name} ${host.name} destination`, route.route);
        for (const cluster of route.route?.weightedClusters?.clusters ?? []) {
          check(`${name} ${host.name} ${cluster.name}`, cluster);
        }
      }
    }
  }
  for (const cluster of config.clusters) check(cluster.name, cluster);
  return missing;
}

describe('translation', () => {
  it('does not depend on the order of documents', () => {
    const shuffled = randomMesh.chain((texts) =>
      fc.tuple(
        fc.constant(texts),
        fc.shuffledSubarray([...FOUNDATION, ...texts], { minLength: FOUNDATION.length + texts.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([texts, order]) => {
        for (const proxy of PROXIES) {
          const written = configOf(documents(...FOUNDATION, ...texts), proxy);
          expect(withoutLines(configOf(documents(...order), proxy))).toEqual(withoutLines(written));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is pure: the same objects give the same answer, and stay as they were', () => {
    fc.assert(
      fc.property(randomMesh, (texts) => {
        const mesh = manifest(documents(...FOUNDATION, ...texts));
        const before = JSON.stringify(mesh.objects);
        for (const proxy of PROXIES) expect(configOf(mesh, proxy)).toEqual(configOf(mesh, proxy));
        expect(JSON.stringify(mesh.objects)).toBe(before);
      }),
      { numRuns: 30 },
    );
  });

  it('gives every piece its origin', () => {
    fc.assert(
      fc.property(randomMesh, (texts) => {
        const mesh = manifest(documents(...FOUNDATION, ...texts));
        for (const proxy of PROXIES) expect(withoutOrigin(configOf(mesh, proxy))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('never hands Envoy a domain or a name twice', () => {
    fc.assert(
      fc.property(randomMesh, (texts) => {
        const mesh = manifest(documents(...FOUNDATION, ...texts));
        for (const proxy of PROXIES) {
          const config = configOf(mesh, proxy);
          for (const { virtualHosts } of config.routeConfigurations) {
            const domains = virtualHosts.flatMap((host) => host.domains);
            expect(new Set(domains).size).toBe(domains.length);
          }
          for (const pieces of [config.listeners, config.routeConfigurations, config.clusters]) {
            const names = pieces.map(({ name }) => name);
            expect(new Set(names).size).toBe(names.length);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
