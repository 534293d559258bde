import { EndpointIndex } from '../../../../sandbox/istio/discovery/endpoint-index';
import { ServiceRegistry } from '../../../../sandbox/istio/discovery/service-registry';
import type {
  Endpoint,
  Features,
  MeshNetworks,
  Service,
  Snapshot,
} from '../../../../sandbox/istio/discovery/index';
import { compareByCreationTime, toConfig } from '../../../../sandbox/istio/discovery/config';
import type { SidecarSpec } from '../../../../sandbox/istio/discovery/api/index';
import { parseProtocol } from '../../../../sandbox/istio/discovery/protocol';
import type { Resolution } from '../../../../sandbox/istio/discovery/service';
import { SidecarScopes } from '../../../../sandbox/istio/discovery/sidecar-scope';
import { visibilityOf } from '../../../../sandbox/istio/discovery/visibility';
import { takeSnapshot, type MeshConfig, type ProxyNodeInfo } from '../../../../sandbox/istio/index';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { meshObjects } from '../../mesh-objects';
import {
  at,
  constant,
  entries,
  items,
  NotData,
  number,
  text,
  texts,
  textMap,
  truth,
  type Go,
} from './go-literal';
import { protocol } from './protocols';

/** A mesh whose services are given as istiod's model has them, beside Istio's own objects. */
export interface GivenMesh {
  readonly services?: readonly Service[];
  readonly endpoints?: ReadonlyMap<string, readonly Endpoint[]>;
  readonly configs?: readonly KubeObject[];
  readonly meshConfig?: Partial<MeshConfig>;
  readonly features?: Partial<Features>;
  readonly meshNetworks?: MeshNetworks;
  /** What short names complete to; the tests' default is nothing. */
  readonly configDomain?: string;
}

export function snapshotOf({ services = [], endpoints, configs = [], ...rest }: GivenMesh): Snapshot {
  const snapshot = takeSnapshot({
    ...meshObjects(configs),
    configDomain: rest.configDomain ?? '',
    ...(rest.meshConfig && { meshConfig: rest.meshConfig }),
    ...(rest.features && { features: rest.features }),
    ...(rest.meshNetworks && { meshNetworks: rest.meshNetworks }),
  });
  const registry = new ServiceRegistry(services);
  const sidecars = configs
    .filter(({ kind }) => kind === 'Sidecar')
    .map((object) => toConfig<SidecarSpec>(object))
    .sort(compareByCreationTime);
  const { virtualServices, mesh } = snapshot;
  const index = new EndpointIndex(endpoints);
  return {
    ...snapshot,
    registry,
    endpoints: index,
    scopes: new SidecarScopes(sidecars, { registry, virtualServices, mesh }),
  };
}

/** A `model.Service`. */
export function service(value: Go): Service {
  const attributes = at(value, 'Attributes');
  const namespace = text(at(attributes, 'Namespace'));
  const hostname = hostOf(at(value, 'Hostname'));
  const name = text(at(attributes, 'Name')) || hostname;
  const kubernetes = constant(at(attributes, 'ServiceRegistry')) === 'Kubernetes';
  const selector = textMap(at(attributes, 'LabelSelectors'));
  return {
    hostname,
    namespace,
    name,
    registry: kubernetes ? 'Kubernetes' : 'External',
    creationTimestamp: '',
    address: text(at(value, 'DefaultAddress')) || '0.0.0.0',
    ...addressesOf(value),
    ports: items(at(value, 'Ports')).map((port, index) => ({
      name: text(at(port, 'Name')),
      port: number(at(port, 'Port')),
      protocol: parseProtocol(protocol(at(port, 'Protocol'))),
      path: `spec.ports[${String(index)}]`,
    })),
    resolution: resolution(at(value, 'Resolution')),
    meshExternal: truth(at(value, 'MeshExternal')),
    exportTo: visibilityOf(exportTo(at(attributes, 'ExportTo')), namespace),
    labels: textMap(at(attributes, 'Labels')),
    ...(Object.keys(selector).length > 0 && { selector }),
    aliases: items(at(attributes, 'Aliases')).map((alias) => text(at(alias, 'Hostname'))),
    subjectAltNames: [],
    config: {
      kind: kubernetes ? 'Service' : 'ServiceEntry',
      namespace,
      name,
      creationTimestamp: '',
      labels: {},
      annotations: {},
      spec: {},
    },
  };
}

/** By cluster, and those that istiod chose. */
function addressesOf(value: Go): Pick<Service, 'clusterVips' | 'autoAllocated'> {
  const byCluster = entries(at(value, 'ClusterVIPs', 'Addresses'));
  const chosen = ['AutoAllocatedIPv4Address', 'AutoAllocatedIPv6Address'].map((name) =>
    text(at(value, name)),
  );
  const autoAllocated = chosen.filter((address) => address !== '');
  return {
    ...(byCluster.length > 0 && {
      clusterVips: Object.fromEntries(byCluster.map(([cluster, addresses]) => [cluster, texts(addresses)])),
    }),
    ...(autoAllocated.length > 0 && { autoAllocated }),
  };
}

function hostOf(value: Go): string {
  return text(at(value, '$call') === 'host.Name' ? items(at(value, 'args'))[0] : value);
}

const resolutions: Readonly<Record<string, Resolution>> = {
  '': 'clientSideLB',
  ClientSideLB: 'clientSideLB',
  DNSLB: 'dnsLB',
  DNSRoundRobinLB: 'dnsRoundRobinLB',
  Passthrough: 'passthrough',
  Alias: 'alias',
  DynamicDNS: 'dynamicDNS',
};

function resolution(value: Go): Resolution {
  const name = constant(at(value, '$ident') ?? value ?? '');
  const known = resolutions[name];
  if (known === undefined) throw new NotData(`resolution ${name}`);
  return known;
}

const visibilities: Readonly<Record<string, string>> = { Public: '*', Private: '.', None: '~' };

/** A set of `visibility.Instance`, written as a map or as a call; nothing = everybody. */
export function exportTo(value: Go): readonly string[] {
  const listed =
    at(value, '$call') === undefined ? entries(value).map(([key]) => key) : items(at(value, 'args'));
  const names = listed.map((entry) => {
    const called = at(entry, '$call') === 'visibility.Instance' ? items(at(entry, 'args'))[0] : entry;
    const name = constant(called);
    return visibilities[name] ?? name;
  });
  return names.length === 0 ? ['*'] : names;
}

/** A sidecar of a namespace, as the tests assume one when they name none. */
export function sidecar(namespace = 'default', fields: Partial<ProxyNodeInfo> = {}): ProxyNodeInfo {
  return {
    id: `test.${namespace}`,
    type: 'sidecar',
    namespace,
    labels: {},
    ip: '1.1.1.1',
    serviceAccount: 'default',
    metadataNamespace: '', // the registry of Istio's tests asks for addresses alone
    dnsDomain: `${namespace}.svc.cluster.local`,
    ...fields,
  };
}
