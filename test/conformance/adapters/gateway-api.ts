import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VirtualServiceSpec } from '../../../sandbox/istio/discovery/api/index';
import { toConfig, type Config } from '../../../sandbox/istio/discovery/config';
import { readGatewayApi } from '../../../sandbox/istio/discovery/gateway-api/read-gateway-api';
import {
  DEFAULT_MESH_CONFIG,
  ObjectReader,
  type VirtualService,
} from '../../../sandbox/istio/discovery/index';
import { NetworkLookup } from '../../../sandbox/istio/discovery/networks/network-lookup';
import { readServices } from '../../../sandbox/istio/discovery/read-services';
import type { KubeObject } from '../../../sandbox/kube/index';
import type { Adapter, AdapterReport } from '../adapter';
import { DOMAIN, fixture } from '../gateway-api/fixture';
import { meaningOfConfig, meaningOfStatus } from '../gateway-api/meaning';
import { meshObjects, readObjects } from '../mesh-objects';

interface Case {
  readonly name: string;
  readonly input: string;
  readonly golden: string;
  readonly status: string;
}

/** Gateway API, and what Istio makes of it: objects of its own, and statuses. */
export const adapter: Adapter = {
  key: 'istio/gateway-api',
  run(corpusDirectory): AdapterReport {
    const directory = join(corpusDirectory, 'istio/gateway-api');
    const { cases } = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')) as {
      cases: readonly Case[];
    };
    const failures = cases.flatMap((one) => {
      const why = judgeIn(directory, one);
      return why === undefined ? [] : [{ id: one.name, why }];
    });
    return { total: cases.length, pass: cases.length - failures.length, failures };
  },
};

/** Judges the one case with a name, for who knows of it from elsewhere. */
export function judgeNamed(corpusDirectory: string, name: string): string | undefined {
  const directory = join(corpusDirectory, 'istio/gateway-api');
  const { cases } = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')) as {
    cases: readonly Case[];
  };
  const found = cases.find((one) => one.name === name);
  return found ? judgeIn(directory, found) : 'the inputs are not in the corpus';
}

function judgeIn(directory: string, one: Case): string | undefined {
  const read = (path: string): KubeObject[] => readObjects(readFileSync(join(directory, path), 'utf8'));
  return judge(read(one.input), read(one.golden), read(one.status));
}

function judge(
  input: readonly KubeObject[],
  golden: readonly KubeObject[],
  statuses: readonly KubeObject[],
): string | undefined {
  const objects = meshObjects([...input, ...fixture(input)]);
  const reader = new ObjectReader(DOMAIN, DEFAULT_MESH_CONFIG);
  const services = readServices(objects, reader, DEFAULT_MESH_CONFIG, {
    networks: new NetworkLookup({}, ''),
    dualStack: false,
  });
  const {
    gateways,
    virtualServices,
    destinationRules,
    statuses: reports,
  } = readGatewayApi(objects, reader, services);
  const made = [
    ...gateways.map((config) => ({ ...config, kind: 'Gateway' })),
    ...virtualServices.map(written),
    ...destinationRules.map((config) => ({ ...config, kind: 'DestinationRule' })),
  ].map(meaningOfConfig);
  const expected = golden.map((object) => meaningOfConfig(toConfig(object)));
  const reported = reports.map(({ config, status }) => meaningOfStatus(config, status));
  const wanted = statuses.map((object) => meaningOfStatus(toConfig(object), object.status));
  return difference(made, expected) ?? difference(reported, wanted);
}

/** A VirtualService with the rules it has now as its spec. */
function written(service: VirtualService): Config<VirtualServiceSpec> {
  const { http, tls, tcp } = service;
  return {
    ...service.config,
    kind: 'VirtualService',
    spec: {
      hosts: service.hosts,
      gateways: service.gateways,
      ...(http.length > 0 ? { http: http.map(({ route }) => route) } : {}),
      ...(tls.length > 0 ? { tls: tls.map(({ route }) => route) } : {}),
      ...(tcp.length > 0 ? { tcp: tcp.map(({ route }) => route) } : {}),
    },
  };
}

function difference(actual: readonly string[], expected: readonly string[]): string | undefined {
  const extra = actual.filter((text) => !expected.includes(text));
  const missing = expected.filter((text) => !actual.includes(text));
  if (extra.length === 0 && missing.length === 0) return undefined;
  return `not expected: ${extra.join(' ; ')} | missing: ${missing.join(' ; ')}`;
}
