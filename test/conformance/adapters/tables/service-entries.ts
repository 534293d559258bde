import { NetworkLookup } from '../../../../sandbox/istio/discovery/networks/network-lookup';
import type { ServiceEntrySpec, WorkloadEntrySpec } from '../../../../sandbox/istio/discovery/api/index';
import { toConfig, type Config } from '../../../../sandbox/istio/discovery/config';
import type { Endpoint, Service } from '../../../../sandbox/istio/discovery/index';
import type { Resolution } from '../../../../sandbox/istio/discovery/service';
import { fromServiceEntry } from '../../../../sandbox/istio/discovery/service-entry';
import {
  selectable,
  serviceEntryEndpoints,
  workloadEndpoints,
} from '../../../../sandbox/istio/discovery/service-entry-endpoints';
import { identifier } from './calls';
import {
  at,
  entries,
  isStruct,
  items,
  NotData,
  number,
  text,
  textMap,
  texts,
  truth,
  type Go,
} from './go-literal';
import { withConstants } from './known-constants';
import { configObject, message } from './manifest';
import { service as modelService } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/serviceregistry/serviceentry/conversion_test.go';
const TRUST_DOMAIN = 'cluster.local';
const SETTING = { trustDomain: TRUST_DOMAIN, networks: new NetworkLookup({}, ''), cluster: '' };

/** Services and endpoints of ServiceEntries and WorkloadEntries. */
export const serviceEntryTables: readonly Table[] = [
  {
    source,
    func: 'testConvertServiceBody',
    check: (row) => {
      const wanted = items(row['services']).map((call) => declared(items(at(call, 'args'))));
      return differ(servicesOf(row['externalSvc']).map(inShort), wanted);
    },
  },
  {
    source,
    func: 'TestConvertInstances',
    check: (row) => {
      const found = servicesOf(row['externalSvc']).flatMap((service) =>
        serviceEntryEndpoints(service, selectable([], []), SETTING).map((endpoint) =>
          brief(service, endpoint),
        ),
      );
      return differ(found.sort(), items(row['out']).map(instance).sort());
    },
  },
  {
    source,
    func: 'TestConvertWorkloadEntryToServiceInstances',
    check: (row) => {
      if (row['clusterID'] !== undefined) throw new NotData('labels that the test adds itself');
      const metadata = { name: 'wle', namespace: text(at(row['se'], 'Meta', 'Namespace')) };
      const workload = toConfig<WorkloadEntrySpec>({
        apiVersion: 'networking.istio.io/v1',
        kind: 'WorkloadEntry',
        metadata,
        spec: message(withConstants(row['wle'])),
      });
      const found = servicesOf(row['se']).flatMap((service) =>
        serviceEntryEndpoints(service, selectable([workload], []), SETTING).map((one) => brief(service, one)),
      );
      return differ(found.sort(), items(row['out']).map(instance).sort());
    },
  },
  {
    source,
    func: 'TestConvertWorkloadEntryToWorkloadInstance',
    check: (row) => {
      if (row['getNetworkIDCb'] !== undefined) throw new NotData('a function of the test');
      const workload = toConfig<WorkloadEntrySpec>(configObject(withConstants(row['wle'])));
      const wanted = row['out'];
      const ports = entries(at(wanted, 'PortMap'));
      const endpoint = at(wanted, 'Endpoint');
      const labels = textMap(at(endpoint, 'Labels'));
      const expected = {
        addresses: texts(at(endpoint, 'Addresses')).map((address) => address.replace('unix://', '')),
        identity: text(at(endpoint, 'ServiceAccount')),
        tlsMode: text(at(endpoint, 'TLSMode')),
        namespace: text(at(endpoint, 'Namespace')),
        locality: text(at(endpoint, 'Locality', 'Label')),
        labels,
        ports: ports.map(([, port]) => number(port)),
      };
      const found = workloadEndpoints(
        serviceWith(
          ports.map(([name]) => name),
          workload,
        ),
        workload,
        { ...SETTING, cluster: 'fakeCluster' },
      );
      const [one] = found;
      const { identity, tlsMode, namespace, locality = '', labels: own } = one ?? ({} as Partial<Endpoint>);
      const actual = {
        addresses: [one?.address],
        identity,
        tlsMode,
        namespace,
        locality,
        labels: sortedMap(own),
      };
      const offered = ports.length === 0 ? [] : found.map(({ port }) => port);
      return differ({ ...actual, ports: offered }, { ...expected, labels: sortedMap(expected.labels) });
    },
  },
];

function servicesOf(config: Go): Service[] {
  return fromServiceEntry(toConfig<ServiceEntrySpec>(configObject(undated(withConstants(config)))), ['*']);
}

/** `makeService(hostname, name, namespace, addresses, v4, v6, ports, external, resolution, accounts...)`. */
function declared(args: readonly Go[]): unknown {
  const [hostname, , namespace, addresses, , , ports, external, resolved, ...accounts] =
    args.map(withConstants);
  return {
    hostname: text(hostname),
    namespace: text(namespace),
    address: texts(addresses)[0],
    ports: entries(ports)
      .map(([name, port]) => [name, number(port)])
      .sort(),
    meshExternal: truth(external),
    resolution: modelService({ Hostname: hostname, Resolution: resolved }).resolution,
    subjectAltNames: accounts.map(text),
  };
}

function inShort({
  hostname,
  namespace,
  address,
  ports,
  meshExternal,
  resolution: resolved,
  subjectAltNames,
}: Service): unknown {
  const listed = ports.map(({ name, port }) => [name, port]).sort();
  return {
    hostname,
    namespace,
    address,
    ports: listed,
    meshExternal,
    resolution: resolved satisfies Resolution,
    subjectAltNames,
  };
}

/** `makeInstance(config, workload, addresses, port, servicePort, labels, mode)` and its sibling with an account. */
function instance(call: Go): string {
  const [config, , addresses, port, servicePort, labels, last] = items(at(call, 'args')).map(withConstants);
  const listed = texts(addresses);
  const services = servicesOf(config);
  const service = services.find(({ hostname }) => listed.includes(hostname)) ?? services[0];
  const ports = items(at(config, 'Spec', 'Ports'));
  const index = /Ports\[(\d+)\]$/.exec(text(at(servicePort, '$go')))?.[1];
  const chosen = index === undefined ? servicePort : ports[Number(index)];
  const account = text(at(call, '$call')) === 'makeInstanceWithServiceAccount' ? text(last) : undefined;
  const mode = account === undefined ? identifier(last) : 'MTLSUnlabelled';
  const labelled = {
    ...textMap(labels),
    ...(MTLS.has(mode) ? { 'security.istio.io/tlsMode': 'istio' } : {}),
  };
  return JSON.stringify([
    service?.hostname,
    listed[0],
    number(port),
    number(at(chosen, 'Number')),
    sortedMap(labelled),
    mode === 'PlainText' ? 'disabled' : 'istio',
    account === undefined ? '' : `spiffe://${TRUST_DOMAIN}/ns/${service?.namespace ?? ''}/sa/${account}`,
  ]);
}

/** The first constant of a list of them has no name of its own in the corpus. */
const MTLS = new Set(['iota', 'MTLS']);

function brief(service: Service, endpoint: Endpoint): string {
  const { address, port, servicePort, labels, tlsMode, identity } = endpoint;
  return JSON.stringify([service.hostname, address, port, servicePort, sortedMap(labels), tlsMode, identity]);
}

function sortedMap(
  map: Readonly<Record<string, string>> | undefined,
): readonly (readonly [string, string])[] {
  return Object.entries(map ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A service of a workload's namespace with ports of these names; one without a name where there are none. */
function serviceWith(names: readonly string[], { namespace }: Config<WorkloadEntrySpec>): Service {
  const ports = (names.length === 0 ? ['any'] : names).map((name, index) => ({
    name,
    number: 1 + index,
    protocol: 'TCP',
  }));
  const [service] = fromServiceEntry(
    toConfig<ServiceEntrySpec>({
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: 'any', namespace },
      spec: { hosts: ['any.com'], ports, resolution: 'STATIC' },
    }),
    ['*'],
  );
  if (!service) throw new Error('a ServiceEntry with one host makes one service');
  return service;
}

/** Times relative to the test's start mean nothing here. */
function undated(config: Go): Go {
  const meta = at(config, 'Meta');
  if (!isStruct(config) || !isStruct(meta)) return config;
  return { ...config, Meta: { ...meta, CreationTimestamp: undefined } };
}
