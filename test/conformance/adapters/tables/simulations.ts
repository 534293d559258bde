import { addressText, type ProxyConfig } from '../../../../sandbox/envoy/config/index';
import type { Endpoint } from '../../../../sandbox/istio/discovery/index';
import { takeSnapshot, translate } from '../../../../sandbox/istio/index';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { meshObjects, readObjects } from '../../mesh-objects';
import { fillCall } from '../../simulation/call';
import { simulate } from '../../simulation/simulate';
import {
  at,
  constant,
  entries,
  isStruct,
  items,
  NotData,
  number,
  text,
  texts,
  truth,
  type Go,
} from './go-literal';
import { configObject } from './manifest';
import { service, sidecar, snapshotOf } from './mesh';
import { clustersByHost, routeObjects } from './route-arguments';
import { differ, type Table } from './table';

const source = 'pilot/pkg/networking/core/sidecar_simulation_test.go';

/** Whole configurations of sidecars, and calls walked through them. */
export const simulationTables: readonly Table[] = [
  {
    source,
    func: 'TestInbound',
    check: (row) => {
      const call = callOf(row['Call']);
      const wrong = (['Disabled', 'Permissive', 'Strict'] as const).flatMap((name) => {
        const mode = name === 'Disabled' ? 'DISABLE' : name.toUpperCase();
        const config = translate(
          takeSnapshot({
            ...meshObjects([...readObjects(inboundService), peerAuthentication(mode)]),
            configDomain: '',
          }),
          sidecar(),
        );
        const why = compareCall(config, call, row[name]);
        return why === undefined ? [] : [`${name}: ${why}`];
      });
      return wrong[0];
    },
  },
  {
    source,
    func: 'TestSidecarRoutes',
    check: (row) => {
      const namespace = text(items(at(row['proxy'], 'args'))[0]);
      const config = row['cfg'];
      const variants = [
        ['VirtualService', row['expected']],
        ['HTTPRoute', row['expectedGateway'] ?? row['expected']],
      ] as const;
      const wrong = variants.flatMap(([kind, expected]) => {
        const objects = routeObjects(items(config), kind);
        if (objects === undefined) return [];
        const snapshot = takeSnapshot(meshObjects([...readObjects(knownServices), ...objects]));
        const found = clustersByHost(translate(snapshot, sidecar(namespace)), text(row['routeName']));
        return entries(expected).flatMap(([host, clusters]) => {
          const wanted = clusters === null ? undefined : texts(clusters);
          const why = differ(found.get(host), wanted);
          return why === undefined ? [] : [`${kind} ${host}: ${why}`];
        });
      });
      return wrong[0];
    },
  },
  {
    source,
    func: 'TestInboundClusters',
    check: (row) => {
      const given = items(row['services']).map((one) => inNamespace(one));
      const local = truth(row['disableInboundPassthrough']);
      const snapshot = snapshotOf({
        services: given.map(service),
        endpoints: endpointsOf(row['instances']),
        configs: items(row['configs']).map(configObject),
        meshConfig: { inboundTrafficPolicy: { mode: local ? 'LOCALHOST' : 'PASSTHROUGH' } },
      });
      const config = translate(snapshot, sidecar('default', { ip: address }));
      const found = config.clusters
        .filter(({ name }) => name.startsWith('inbound'))
        .map(({ name, loadAssignment }) => {
          const hosts = loadAssignment?.endpoints.flatMap(({ lbEndpoints }) => lbEndpoints) ?? [];
          const listed = hosts.map((host) => addressText(host.address));
          return [name, listed.length === 0 ? undefined : listed] as const;
        });
      const wanted = entries(row['clusters']).map(
        ([name, hosts]) => [name, hosts === null ? undefined : texts(hosts)] as const,
      );
      const told = entries(row['telemetry']).flatMap(([name, services]) => {
        const cluster = config.clusters.find((one) => one.name === name);
        const listed = items(at(cluster?.metadata, 'filterMetadata', 'istio', 'services'));
        const hosts = texts(services).map((host) => hostnames[host] ?? host);
        return differ(listed.map((one) => at(one, 'host')).sort(), [...hosts].sort()) ?? [];
      });
      const unreached = found.find(([name]) => {
        const port = Number(name.split('|')[1]);
        const call = fillCall({ address, port, protocol: 'http', callMode: 'inbound' });
        return simulate(config, call).clusterMatched !== name;
      });
      return (
        differ(sorted(found), sorted(wanted)) ??
        told[0] ??
        (unreached === undefined ? undefined : `no call reaches ${unreached[0]}`)
      );
    },
  },
];

/** Services of the test, by its variables. */
const hostnames: Readonly<Record<string, string>> = {
  '$service.Hostname': 'backend.default.svc.cluster.local',
  '$serviceAlt.Hostname': 'backend-alt.default.svc.cluster.local',
};

const address = '1.2.3.4';

function sorted<Value>(list: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] {
  return [...list].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Services of the tests belong to no namespace; the proxies' is as good as any. */
function inNamespace(value: Go): Go {
  return isStruct(value)
    ? { ...value, Attributes: { ...(at(value, 'Attributes') as object | undefined), Namespace: 'default' } }
    : value;
}

/** `makeInstances(proxy, service, service port, target port)`, and lists of them. */
function endpointsOf(value: Go): ReadonlyMap<string, readonly Endpoint[]> {
  const result = new Map<string, Endpoint[]>();
  const add = (call: Go): void => {
    const args = items(at(call, 'args'));
    if (at(call, '$call') === 'flattenInstances') {
      args.forEach(add);
      return;
    }
    if (at(call, '$call') !== 'makeInstances') throw new NotData(JSON.stringify(call).slice(0, 80));
    const target = service(inNamespace(args[1]));
    const key = `default/${target.hostname}`;
    const list = result.get(key) ?? [];
    result.set(key, list);
    list.push({
      address,
      port: number(args[3]),
      servicePort: number(args[2]),
      labels: {},
      tlsMode: 'disabled',
      identity: '',
      ready: true,
    } as unknown as Endpoint);
  };
  if (value !== undefined && value !== null) add(value);
  return result;
}

export function callOf(value: Go): ReturnType<typeof fillCall> {
  const raw = Object.fromEntries(entries(value).map(([name, field]) => [lowered(name), callField(field)]));
  return fillCall(raw);
}

function lowered(name: string): string {
  return name === 'TLS' ? 'tls' : name.charAt(0).toLowerCase() + name.slice(1);
}

/** `$simulation.HTTP` → `http`, `$simulation.CallModeInbound` → `inbound`. */
function callField(value: Go): Go {
  if (typeof value !== 'string' || !value.startsWith('$simulation.')) return value;
  return constant(value).replace('CallMode', '').toLowerCase();
}

const errors: Readonly<Record<string, string>> = {
  ErrNoFilterChain: 'no filter chains matched',
  ErrProtocolError: 'protocol error',
  ErrMTLSError: 'invalid mTLS',
  ErrTLSError: 'invalid TLS',
  ErrNoListener: 'no listener matched',
  ErrNoRoute: 'no route matched',
  ErrNoVirtualHost: 'no virtual host matched',
  ErrTLSRedirect: 'tls required, sending 301',
  ErrMultipleFilterChain: 'multiple filter chains matched',
};

const compared = [
  'listenerMatched',
  'filterChainMatched',
  'routeConfigMatched',
  'virtualHostMatched',
  'routeMatched',
  'clusterMatched',
] as const;

export function compareCall(
  config: ProxyConfig,
  call: ReturnType<typeof fillCall>,
  expected: Go,
): string | undefined {
  const actual = simulate(config, call);
  const strict = truth(at(expected, 'StrictMatch'));
  const error = constant(at(expected, 'Error'));
  const wanted = (name: string): string => text(at(expected, name.charAt(0).toUpperCase() + name.slice(1)));
  const wrongError = differ(actual.error, errors[error] ?? error);
  if (wrongError !== undefined) return wrongError;
  const field = compared.find((name) => (wanted(name) !== '' || strict) && actual[name] !== wanted(name));
  return field === undefined ? undefined : `${field} is ${actual[field]}, not ${wanted(field)}`;
}

function peerAuthentication(mode: string): KubeObject {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'istio-system' },
    spec: { mtls: { mode } },
  };
}

/** What the calls of the inbound table go to. */
const inboundService = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: se}
spec:
  hosts: [foo.bar]
  endpoints: [{address: 1.1.1.1}]
  location: MESH_INTERNAL
  resolution: STATIC
  ports: [{name: tcp, number: 70, protocol: TCP}, {name: http, number: 80, protocol: HTTP}, {name: auto, number: 81}]`;

/** The services around every row about routes. */
const knownServices = ['known.default', 'alt-known.default', 'not-default.not-default']
  .map((id, index) => {
    const [name = '', namespace = ''] = id.split('.');
    const ports = '[{port: 80, name: http}, {port: 8080, name: http}]';
    return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {clusterIP: 2.0.0.${String(index)}, ports: ${ports}}`;
  })
  .join('\n---');
