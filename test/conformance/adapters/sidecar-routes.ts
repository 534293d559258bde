import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProxyConfig } from '../../../sandbox/envoy/config/index';
import { takeSnapshot, translate } from '../../../sandbox/istio/index';
import type { Adapter, AdapterReport } from '../adapter';
import { meshObjects, readObjects } from '../mesh-objects';

interface RouteCase {
  readonly name: string;
  readonly config: string;
  readonly proxy?: { readonly configNamespace?: string };
  readonly routeName: string;
  /** Host → clusters its routes lead to; null = no such virtual host. */
  readonly expectedVirtualHosts: Readonly<Record<string, readonly string[] | null>> | null;
}

/** Istio's tests of which VirtualServices shape the routes of a sidecar. */
export const adapter: Adapter = {
  key: 'istio/vs-translation/sidecar-routes',
  run(corpusDirectory): AdapterReport {
    const path = join(corpusDirectory, 'istio/vs-translation/sidecar-routes.json');
    const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly RouteCase[] };
    const failures = cases.flatMap((one) => {
      const why = judge(one);
      return why === '' ? [] : [{ id: one.name, why }];
    });
    return { total: cases.length, pass: cases.length - failures.length, failures };
  },
};

function judge(one: RouteCase): string {
  const namespace = one.proxy?.configNamespace ?? 'default';
  const config = translate(takeSnapshot(meshObjects(readObjects(one.config))), {
    id: `test.${namespace}`,
    type: 'sidecar',
    namespace,
    labels: {},
    ip: '1.1.1.1',
    serviceAccount: 'default',
    dnsDomain: 'default.svc.cluster.local',
  });
  const found = clustersByHost(config, one.routeName);
  const wrong = Object.entries(one.expectedVirtualHosts ?? {}).flatMap(([host, clusters]) => {
    const actual = found.get(`${host}:${one.routeName}`);
    const same = JSON.stringify(actual ?? null) === JSON.stringify(clusters);
    return same
      ? []
      : [`${host} leads to ${JSON.stringify(actual ?? null)}, not ${JSON.stringify(clusters)}`];
  });
  return wrong.join('; ');
}

function clustersByHost(config: ProxyConfig, routeName: string): Map<string, string[]> {
  const routes = config.routeConfigurations.find((candidate) => candidate.name === routeName);
  return new Map(
    (routes?.virtualHosts ?? []).map((host) => [
      host.name,
      host.routes.flatMap(({ route }) => [
        ...(route?.cluster === undefined ? [] : [route.cluster]),
        ...(route?.weightedClusters?.clusters.map((cluster) => cluster.name) ?? []),
      ]),
    ]),
  );
}
