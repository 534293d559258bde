import type { ProxyConfig } from '../../../../sandbox/envoy/config/index';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { number, at, text, texts, type Go } from './go-literal';

/** What a row says of a route or a Sidecar, as the object it stands for; undefined when the kind cannot say it. */
export function routeObjects(
  list: readonly Go[],
  kind: 'VirtualService' | 'HTTPRoute',
): readonly KubeObject[] | undefined {
  const objects = list.map((one) => {
    if (at(one, 'Egress') !== undefined) return sidecarObject(one);
    return kind === 'VirtualService' ? virtualService(one) : httpRoute(one);
  });
  return objects.includes(undefined) ? undefined : objects.filter((object) => object !== undefined);
}

function sidecarObject(one: Go): KubeObject {
  const namespace = text(at(one, 'Namespace'));
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: namespace, namespace },
    spec: { egress: [{ hosts: texts(at(one, 'Egress')) }] },
  };
}

function matchesOf(one: Go): readonly string[] {
  const listed = at(one, 'Matches');
  return listed === undefined ? [text(at(one, 'Match'))] : texts(listed);
}

function metadataOf(one: Go): KubeObject['metadata'] {
  const namespace = text(at(one, 'Namespace'));
  const match = text(at(one, 'Match')).replace('*', 'wild');
  return {
    name: `${namespace}${match}${text(at(one, 'Dest'))}`,
    namespace,
    creationTimestamp: time(at(one, 'Time')),
  };
}

function time(value: Go): string {
  const times: Readonly<Record<string, string>> = {
    '': '2020-01-01T00:00:00Z',
    TimeBase: '2020-01-01T00:00:00Z',
    TimeNewer: '2021-01-01T00:00:00Z',
    TimeOlder: '2019-01-01T00:00:00Z',
  };
  const written = text(at(value, '$ident') ?? value);
  return times[written] ?? written;
}

function virtualService(one: Go): KubeObject {
  const [port, portMatch] = [number(at(one, 'Port')), number(at(one, 'PortMatch'))];
  const destination = { host: text(at(one, 'Dest')), ...(port > 0 && { port: { number: port } }) };
  const rule = { route: [{ destination }], ...(portMatch > 0 && { match: [{ port: portMatch }] }) };
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metadataOf(one),
    spec: { hosts: matchesOf(one), http: [rule] },
  };
}

/** A route of the Gateway API names services only: `name.namespace.svc.cluster.local` without wildcards. */
function httpRoute(one: Go): KubeObject | undefined {
  const parents = matchesOf(one).map((host) => host.split('.'));
  if (parents.some((parts) => parts.length !== 5 || parts[0] === '*')) return undefined;
  const portMatch = number(at(one, 'PortMatch'));
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataOf(one),
    spec: {
      parentRefs: parents.map(([name, namespace]) => ({
        group: '',
        kind: 'Service',
        name,
        namespace,
        ...(portMatch > 0 && { port: portMatch }),
      })),
      rules: [
        {
          backendRefs: [
            {
              kind: 'Hostname',
              group: 'networking.istio.io',
              name: text(at(one, 'Dest')),
              port: number(at(one, 'Port')) || 80,
            },
          ],
        },
      ],
    },
  };
}

/** The clusters that the routes of each virtual host lead to, by the host's name without port. */
export function clustersByHost(
  config: ProxyConfig,
  routeName: string,
): ReadonlyMap<string, readonly string[]> {
  const routes = config.routeConfigurations.find((candidate) => candidate.name === routeName);
  return new Map(
    (routes?.virtualHosts ?? []).map((host) => [
      host.name.replace(/:\d+$/, ''),
      host.routes.flatMap(({ route }) => [
        ...(route?.cluster === undefined ? [] : [route.cluster]),
        ...(route?.weightedClusters?.clusters.map((cluster) => cluster.name) ?? []),
      ]),
    ]),
  );
}
