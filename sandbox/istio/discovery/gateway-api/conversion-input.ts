import type { KubeObject } from '../../../kube/index';
import type {
  BackendTlsPolicySpec,
  BackendTrafficPolicySpec,
  GrpcRouteSpec,
  HttpRouteSpec,
  KubeGatewaySpec,
  L4RouteSpec,
  ListenerSetSpec,
  ReferenceGrantSpec,
  ServiceEntrySpec,
} from '../api/index';
import type { Config } from '../config';
import type { MeshObjects } from '../mesh-objects';
import type { EndpointIndex } from '../endpoint-index';
import type { ObjectReader } from '../object-reader';
import type { Services } from '../read-services';
import type { ServiceRegistry } from '../service-registry';
import { Grants } from './grants';
import { EXPERIMENTAL_API, GATEWAY_API } from './object-kinds';

/** Everything that the conversion of Gateway API looks at. */
export interface ConversionInput {
  readonly clusterDomain: string;
  readonly registry: ServiceRegistry;
  readonly endpoints: EndpointIndex;
  readonly classes: readonly Config<{ readonly controllerName?: string }>[];
  readonly gateways: readonly Config<KubeGatewaySpec>[];
  readonly listenerSets: readonly Config<ListenerSetSpec>[];
  readonly httpRoutes: readonly Config<HttpRouteSpec>[];
  readonly grpcRoutes: readonly Config<GrpcRouteSpec>[];
  readonly tlsRoutes: readonly Config<L4RouteSpec>[];
  readonly tcpRoutes: readonly Config<L4RouteSpec>[];
  readonly tlsPolicies: readonly Config<BackendTlsPolicySpec>[];
  readonly trafficPolicies: readonly Config<BackendTrafficPolicySpec>[];
  readonly grants: Grants;
  readonly serviceEntries: readonly Config<ServiceEntrySpec>[];
  /** Objects as they are stored, by `namespace/name`. */
  readonly services: ReadonlyMap<string, KubeObject>;
  readonly secrets: ReadonlyMap<string, KubeObject>;
  readonly configMaps: ReadonlyMap<string, KubeObject>;
  /** By name. */
  readonly namespaces: ReadonlyMap<string, KubeObject>;
  /** The status an object has now. */
  statusOf(config: Config<unknown>): unknown;
  uidOf(config: Config<unknown>): string | undefined;
}

/** Reads the objects; undefined when there are none of Gateway API. */
export function readConversionInput(
  objects: MeshObjects,
  reader: ObjectReader,
  { registry, endpoints }: Pick<Services, 'registry' | 'endpoints'>,
): { readonly input: () => ConversionInput; readonly reads: readonly unknown[] } | undefined {
  const read = <Spec>(kind: string): Config<Spec>[] => reader.configs<Spec>(objects, kind, GATEWAY_API);
  const found = {
    classes: read<{ readonly controllerName?: string }>('GatewayClass'),
    gateways: read<KubeGatewaySpec>('Gateway'),
    listenerSets: read<ListenerSetSpec>('ListenerSet'),
    httpRoutes: read<HttpRouteSpec>('HTTPRoute'),
    grpcRoutes: read<GrpcRouteSpec>('GRPCRoute'),
    tlsRoutes: read<L4RouteSpec>('TLSRoute'),
    tcpRoutes: read<L4RouteSpec>('TCPRoute'),
    tlsPolicies: read<BackendTlsPolicySpec>('BackendTLSPolicy'),
    trafficPolicies: reader.configs<BackendTrafficPolicySpec>(
      objects,
      'XBackendTrafficPolicy',
      EXPERIMENTAL_API,
    ),
  };
  const own = Object.values(found).flat();
  if (own.length === 0) return undefined;
  const grants = read<ReferenceGrantSpec>('ReferenceGrant');
  const serviceEntries = reader.configs<ServiceEntrySpec>(objects, 'ServiceEntry', 'networking.istio.io');
  const byKind = (kind: string): readonly KubeObject[] => objects.list(kind);
  const others = [byKind('Service'), byKind('Secret'), byKind('ConfigMap'), byKind('Namespace')] as const;
  const [services, secrets, configMaps, namespaces] = others;
  return {
    reads: [registry, endpoints, ...own, ...grants, ...serviceEntries, ...others.flat()],
    input: () => {
      const stored = new Map(
        [...new Set(own.map(({ kind }) => kind))]
          .flatMap((kind) => [...objects.list(kind)])
          .filter(({ apiVersion }) => OWN_GROUPS.some((group) => apiVersion.startsWith(`${group}/`)))
          .map((object) => [keyOfObject(object), object] as const),
      );
      const storedAs = ({ kind, namespace, name }: Config<unknown>): KubeObject | undefined =>
        stored.get(`${kind}/${namespace}/${name}`);
      return {
        ...found,
        clusterDomain: reader.clusterDomain,
        registry,
        endpoints,
        grants: new Grants(grants),
        serviceEntries,
        services: byKey(services),
        secrets: byKey(secrets),
        configMaps: byKey(configMaps),
        namespaces: new Map(namespaces.map((object) => [object.metadata.name, object])),
        statusOf: (config) => storedAs(config)?.status,
        uidOf: (config) => storedAs(config)?.metadata.uid,
      };
    },
  };
}

const OWN_GROUPS: readonly string[] = [GATEWAY_API, EXPERIMENTAL_API];

function keyOfObject({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

function byKey(objects: readonly KubeObject[]): ReadonlyMap<string, KubeObject> {
  return new Map(
    objects.map((object) => [`${object.metadata.namespace ?? ''}/${object.metadata.name}`, object]),
  );
}
