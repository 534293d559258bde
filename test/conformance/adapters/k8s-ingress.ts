import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IngressSpec } from '../../../sandbox/istio/discovery/api/index';
import { toConfig, type Config } from '../../../sandbox/istio/discovery/config';
import { toGateway } from '../../../sandbox/istio/discovery/ingress/ingress-gateway';
import { toVirtualServices } from '../../../sandbox/istio/discovery/ingress/ingress-routes';
import { sameJson } from '../../../sandbox/kube/index';
import type { Adapter, AdapterReport } from '../adapter';
import { readObjects } from '../mesh-objects';

const DOMAIN = 'mydomain';
const ROOT = 'istio-system';

/** Ingress objects and the Gateways and VirtualServices that Istio makes of them. */
export const adapter: Adapter = {
  key: 'istio/other/k8s-ingress',
  run(corpusDirectory): AdapterReport {
    const directory = join(corpusDirectory, 'istio/other/k8s-ingress/files');
    const names = readdirSync(directory).filter((name) => !name.endsWith('.golden'));
    const failures = names.flatMap((name) => {
      const why = judge(
        readFileSync(join(directory, name), 'utf8'),
        readFileSync(join(directory, `${name}.golden`), 'utf8'),
      );
      return why === undefined ? [] : [{ id: name, why }];
    });
    return { total: names.length, pass: names.length - failures.length, failures };
  },
};

function judge(input: string, golden: string): string | undefined {
  const ingresses = readObjects(input)
    .filter((object) => object.kind === 'Ingress')
    .map((object) => toConfig<IngressSpec>(object));
  const actual = [
    ...ingresses.map((ingress) => toGateway(ingress, ROOT)),
    ...toVirtualServices(ingresses, [], DOMAIN, ROOT),
  ].map(meaning);
  const expected = readObjects(golden).map((object) => meaning(toConfig(object)));
  const sorted = (list: readonly string[]): string => JSON.stringify([...list].sort());
  if (sameJson(sorted(actual), sorted(expected))) return undefined;
  return `got ${sorted(actual)}, expected ${sorted(expected)}`;
}

/** What counts of an object, in one order of fields. */
function meaning(config: Config<unknown>): string {
  const { kind, namespace, name, annotations, spec } = config;
  return JSON.stringify(ordered({ kind, namespace, name, annotations, spec }));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, ordered(field)]),
  );
}
