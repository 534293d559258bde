import type {
  SidecarSpec,
  TrafficPolicy,
  VirtualServiceSpec,
} from '../../../../sandbox/istio/discovery/api/index';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import {
  importsVirtualService,
  mostSpecificIndex,
  selectServices,
} from '../../../../sandbox/istio/discovery/egress-listener';
import type { EgressHosts, HostImports } from '../../../../sandbox/istio/discovery/egress-hosts';
import { compareServices } from '../../../../sandbox/istio/discovery/read-services';
import type { Service } from '../../../../sandbox/istio/discovery/index';
import { computeScope, type SidecarScope } from '../../../../sandbox/istio/discovery/sidecar-scope';
import { fromVirtualService, type VirtualService } from '../../../../sandbox/istio/discovery/virtual-service';
import { inboundPool } from '../../../../sandbox/istio/translate/clusters/inbound-clusters';
import type { MeshConfig } from '../../../../sandbox/istio/index';
import {
  at,
  entries,
  isStruct,
  items,
  NotData,
  text,
  texts,
  withVariables,
  type Go,
  type GoStruct,
} from './go-literal';
import { withCalls, type Calls } from './calls';
import { configObject, message } from './manifest';
import { service, snapshotOf, type GivenMesh } from './mesh';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/sidecar_test.go';

/** What proxies see of the mesh under a Sidecar. */
export const sidecarScopeTables: readonly Table[] = [
  {
    source,
    func: 'TestCreateSidecarScope',
    check: (row) => {
      if (isStruct(row['expectedDr'])) throw new NotData('variables of the test: the DestinationRules');
      const [listed, expected] = [row['services'], row['expectedServices']].map((services) =>
        items(
          withCalls(
            withVariables(services, {
              ...sharedPorts,
              services5: row['services'],
              services23: row['services'],
            }),
            listCalls,
          ),
        ).map(service),
      );
      const given = {
        services: [...(listed ?? [])].sort(compareServices),
        configs: items(row['virtualServices']).map(configObject),
      };
      const scope = scopeOf(given, row['sidecarConfig'], 'mynamespace');
      // Their order means nothing to a proxy.
      return differ(scope.services.map(inShort).sort(), (expected ?? []).map(inShort).sort());
    },
  },
  {
    source,
    func: 'TestIstioEgressListenerWrapper',
    check: (row) => {
      const found = selectServices(
        items(row['services']).map(service),
        imports(row['listenerHosts']),
        text(row['namespace']),
        undefined,
      );
      return differ(found.map(inShort), items(row['expected']).map(service).map(inShort));
    },
  },
  {
    source,
    func: 'TestSidecarOutboundTrafficPolicy',
    check: (row) => {
      const mesh = withVariables(row['meshConfig'], {
        meshConfigWithRegistryOnly: { OutboundTrafficPolicy: { $type: 'policy', Mode: 'REGISTRY_ONLY' } },
      });
      const policy = message(at(mesh, 'OutboundTrafficPolicy'));
      const isDefault = at(mesh, '$call') === 'mesh.DefaultMeshConfig';
      if (policy === undefined && !isDefault) throw new NotData('a variable of the test');
      const meshConfig = isDefault
        ? {}
        : { outboundTrafficPolicy: policy as MeshConfig['outboundTrafficPolicy'] };
      const scope = scopeOf({ meshConfig }, row['sidecar'], 'not-default');
      return differ(scope.outboundTrafficPolicy, message(row['outboundTrafficPolicy']));
    },
  },
  {
    source,
    func: 'TestSidecarOutboundTrafficPolicyAllowAnyDynamicDNS',
    check: (row) => {
      const policy = message(at(row['meshConfig'], 'OutboundTrafficPolicy'));
      const meshConfig = policy
        ? { outboundTrafficPolicy: policy as MeshConfig['outboundTrafficPolicy'] }
        : {};
      const scope = scopeOf({ meshConfig }, undefined, 'not-default');
      return differ(scope.outboundTrafficPolicy.mode, message(row['expectedMode']));
    },
  },
  {
    source,
    func: 'TestComputeWildcardHostVirtualServiceIndex',
    check: (row) => {
      const given = items(at(row['virtualServices'], 'args')).flatMap(items);
      const find = mostSpecificIndex(
        given.map((config) => {
          const spec = message(at(config, 'Spec')) as VirtualServiceSpec;
          return virtualService(
            text(at(config, 'Meta', 'Name')),
            text(at(config, 'Meta', 'Namespace')),
            spec,
          );
        }),
      );
      const found = items(row['services']).map((one) => {
        const host = text(at(one, 'Hostname'));
        return [host, find(host)?.name];
      });
      const wanted = entries(row['expectedIndex']).map(([host, one]) => [host, text(at(one, 'Name'))]);
      return differ(found, wanted);
    },
  },
  {
    source,
    func: 'TestInboundConnectionPoolForPort',
    check: (row) => {
      const sidecar = message(row['sidecar']) as SidecarSpec;
      return entries(row['want'])
        .map(([port, pool]) =>
          differ(inboundPool(sidecar, Number(port)), message(pool) as TrafficPolicy['connectionPool']),
        )
        .find((why) => why !== undefined);
    },
  },
  ...(['TestSelectVirtualServicesExclusion', 'TestSelectVirtualServicesExclusionWildcard'] as const).map(
    (func): Table => ({
      source: 'pilot/pkg/model/virtualservice_test.go',
      func,
      check: (row) => {
        const wildcard = func.endsWith('Wildcard');
        const given = routes.filter(({ name }) => wildcard === ['vs-exact', 'vs-wild'].includes(name));
        const hosts = imports(row['hostsByNS']);
        const found = given.filter((route) => importsVirtualService(hosts, route));
        return differ(
          found.map(({ name }) => name),
          texts(row['expected']),
        );
      },
    }),
  ),
];

/** Functions on lists. */
const listCalls: Calls = {
  append: ([list, ...more]) => [...items(list), ...more.flatMap(items)],
  'slices.Clone': ([list]) => list,
};

/** Ports that the services of the rows share: variables of the tests. */
export const sharedPorts: Readonly<Record<string, readonly GoStruct[]>> = {
  port803x: [1, 2, 3, 4, 5].map((index) => ({
    Port: 8030 + index,
    Protocol: 'TCP',
    Name: `tcp-${String(index)}`,
  })),
  port7000: [{ Port: 7000, Protocol: 'HTTP', Name: 'uds' }],
  port7442: [{ Port: 7442, Protocol: 'HTTP', Name: 'http-tls' }],
  port7443: [{ Port: 7443, Protocol: 'GRPC', Name: 'service-grpc-tls' }],
  twoMatchingPorts: [
    { Port: 7443, Protocol: 'GRPC', Name: 'service-grpc-tls' },
    { Port: 7442, Protocol: 'HTTP', Name: 'http-tls' },
  ],
};

function scopeOf(given: GivenMesh, sidecar: Go, namespace: string): SidecarScope {
  const { registry, virtualServices, mesh } = snapshotOf(given);
  const config =
    sidecar === undefined || sidecar === null ? undefined : toConfig<SidecarSpec>(configObject(sidecar));
  return computeScope(namespace, config, { registry, virtualServices, mesh });
}

/** Everything of a service that scoping may change or choose by. */
function inShort({ hostname, namespace, name, resolution, ports, aliases }: Service): string {
  const listed = ports.map((port) => `${String(port.port)} ${port.name} ${port.protocol}`);
  return [namespace, name, hostname, resolution, listed.join('+'), aliases.join('+')].join(' | ');
}

/** `hostClassification`s by namespace. */
function imports(value: Go): EgressHosts {
  const call = at(value, '$call');
  const named: readonly (readonly [string, Go])[] =
    call === 'includeAllExcept' ? [['*', value]] : entries(value);
  return {
    byNamespace: new Map(
      named.map(([key, hosts]) => [key.includes('wildcardNamespace') ? '*' : key, classification(hosts)]),
    ),
  };
}

function classification(value: Go): HostImports {
  if (at(value, '$call') === 'includeAllExcept') {
    return { exact: new Set(), all: ['*'], excluded: hostList(at(value, 'args')) };
  }
  return {
    exact: new Set(hostList(at(value, 'exactHosts', 'args'))),
    all: hostList(at(value, 'allHosts')),
    excluded: hostList(at(value, 'excludedHosts')),
  };
}

function hostList(value: Go): readonly string[] {
  return items(value).map((host) => (at(host, '$ident') === 'wildcardService' ? '*' : text(host)));
}

/** The VirtualServices that the rows choose from. */
const routes = (
  [
    ['vs-a', 'a', ['a.com']],
    ['vs-b', 'b', ['b.com']],
    ['vs-multi', 'a', ['drop.com', 'keep.com']],
    ['vs-exact', 'a', ['a.com']],
    ['vs-wild', 'a', ['*.com']],
  ] as const
).map(([name, namespace, hosts]) => virtualService(name, namespace, { hosts, gateways: ['mesh'] }));

function virtualService(name: string, namespace: string, spec: VirtualServiceSpec): VirtualService {
  const config = {
    kind: 'VirtualService',
    namespace,
    name,
    creationTimestamp: '',
    labels: {},
    annotations: {},
  };
  return fromVirtualService({ ...config, spec }, '');
}
