import { compareText } from '../../lib/compare-text';
import type { ProxySettings } from '../discovery/index';
import { localityOfLabels, parseLocality } from '../discovery/locality';
import { CONNECTION_LIMIT } from './environment';
import { nodeId } from './node-id';
import { labelsOf, nodeMetadata, addressesOf, type BootstrapSubject, type Metadata } from './node-metadata';
import { serviceCluster } from './service-cluster';
import { LOCAL_CLUSTER, staticClusters } from './static-clusters';
import { staticListeners } from './static-listeners';
import { inclusionPatterns } from './stats-inclusion';
import { statsTags } from './stats-tags';

const EXTENSIONS = 'type.googleapis.com/envoy.extensions.';
/** As many connections as a counter of 32 bits counts. */
const UNLIMITED = 2_147_483_647;

/**
 * `envoy.config.bootstrap.v3.Bootstrap` of a pod's proxy, as JSON (tools/packaging/common/envoy_bootstrap.json).
 * What only Envoy itself adds, its build and its extensions, is not there.
 */
export function bootstrapOf(subject: BootstrapSubject): Metadata {
  const { pod, environment, settings } = subject;
  const ips = addressesOf(pod);
  const isIpv6 = ips.length > 0 && ips.every((ip) => ip.includes(':'));
  const localhost = isIpv6 ? '::1' : '127.0.0.1';
  const discoversItself = environment['ISTIO_META_ENABLE_SELF_DISCOVERY'] === 'true';
  const ads = { ads: {}, initialFetchTimeout: '0s', resourceApiVersion: 'V3' };
  return {
    node: nodeOf(subject),
    staticResources: {
      listeners: staticListeners(isIpv6 ? '::' : '0.0.0.0'),
      clusters: staticClusters(settings, localhost, discoversItself),
    },
    dynamicResources: {
      ldsConfig: ads,
      cdsConfig: ads,
      adsConfig: {
        apiType: 'DELTA_GRPC',
        transportApiVersion: 'V3',
        grpcServices: [{ envoyGrpc: { clusterName: 'xds-grpc' } }],
        setNodeOnFirstMessageOnly: true,
      },
    },
    ...(discoversItself ? { clusterManager: localClusterManager } : {}),
    deferredStatOptions: { enableDeferredCreationStats: true },
    statsConfig: {
      statsTags: tags(pod.metadata.annotations ?? {}, settings),
      useAllDefaultTags: false,
      statsMatcher: {
        inclusionList: {
          patterns: inclusionPatterns({ ...pod.metadata, settings, environment, ips }),
        },
      },
    },
    ...(settings.tracing?.zipkin?.address ? { tracing: zipkin } : {}),
    layeredRuntime: {
      layers: [
        { name: 'global config', staticLayer: runtimeFlags(settings) },
        { name: 'admin', adminLayer: {} },
      ],
    },
    admin: {
      accessLog: [
        {
          name: 'envoy.access_loggers.file',
          typedConfig: {
            '@type': `${EXTENSIONS}access_loggers.file.v3.FileAccessLog`,
            path: '/dev/null',
          },
        },
      ],
      profilePath: '/var/lib/istio/data/envoy.prof',
      address: { socketAddress: { address: localhost, portValue: settings.proxyAdminPort } },
    },
    overloadManager: { resourceMonitors: [connectionLimit(settings)] },
    bootstrapExtensions: [
      {
        name: 'envoy.bootstrap.internal_listener',
        typedConfig: {
          '@type': `${EXTENSIONS}bootstrap.internal_listener.v3.InternalListener`,
          bufferSizeKb: 64,
        },
      },
    ],
    applicationLogConfig: {
      logFormat: { textFormat: '%Y-%m-%dT%T.%fZ\t%l\tenvoy %n %g:%#\t%v\tthread=%t' },
    },
  };
}

const localClusterManager: Metadata = {
  localClusterName: LOCAL_CLUSTER,
  enableDeferredClusterCreation: true,
};

function nodeOf(subject: BootstrapSubject): Metadata {
  const { pod, settings, type } = subject;
  const { name, namespace = 'default' } = pod.metadata;
  const metadata = nodeMetadata(subject);
  const { serviceCluster: configured, tracingServiceName } = settings;
  return {
    id: nodeId({
      type,
      ips: addressesOf(pod),
      id: `${name}.${namespace}`,
      dnsDomain: `${namespace}.svc.cluster.local`,
    }),
    cluster: serviceCluster({
      labels: labelsOf(pod),
      namespace,
      workload: String(metadata['WORKLOAD_NAME']),
      ...(configured === undefined ? {} : { serviceCluster: configured }),
      ...(tracingServiceName === undefined ? {} : { tracingServiceName }),
    }),
    metadata,
    locality: parseLocality(localityOfLabels(labelsOf(pod))),
  };
}

function tags(
  annotations: Readonly<Record<string, string>>,
  { extraStatTags = [] }: ProxySettings,
): readonly Metadata[] {
  const annotated = (annotations['sidecar.istio.io/extraStatTags'] ?? '').split(',');
  const own = [...new Set([...extraStatTags, ...annotated])].filter(Boolean);
  const asked = own.map((tag) => [tag, String.raw`(${tag}=\.=(.*?);\.;)`] as const);
  return [...statsTags.first, ...asked, ...statsTags.last].map(([tagName, regex]) => ({ tagName, regex }));
}

const zipkin: Metadata = {
  http: {
    name: 'envoy.tracers.zipkin',
    typedConfig: {
      '@type': 'type.googleapis.com/envoy.config.trace.v3.ZipkinConfig',
      collectorCluster: 'zipkin',
      collectorEndpoint: '/api/v2/spans',
      traceId128bit: true,
      sharedSpanContext: false,
      collectorEndpointVersion: 'HTTP_JSON',
    },
  },
};

function runtimeFlags({ runtimeValues = {} }: ProxySettings): Metadata {
  const flags: Record<string, unknown> = {
    're2.max_program_size.error_level': '32768',
    'envoy.deprecated_features:envoy.config.listener.v3.Listener.hidden_envoy_deprecated_use_original_dst': true,
    'envoy.reloadable_features.http_reject_path_with_fragment': false,
    'envoy.reloadable_features.fixed_heap_use_allocated': true,
    'envoy.reloadable_features.coalesce_lb_rebuilds_on_batch_update': false,
  };
  for (const [name, value] of Object.entries(runtimeValues)) {
    if (value === 'true' || value === 'false') flags[name] = value === 'true';
    else flags[name] = value === '' ? undefined : value;
  }
  return Object.fromEntries(Object.entries(flags).sort(([one], [other]) => compareText(one, other)));
}

/** The newest way of saying it counts, whole numbers alone (pkg/bootstrap/config.go, getNodeMetadataOptions). */
function connectionLimit({
  connectionSettings: { globalDownstreamConnectionLimit: own = 0 } = {},
  proxyMetadata = {},
  runtimeValues = {},
}: ProxySettings): Metadata {
  const older = [
    proxyMetadata[CONNECTION_LIMIT],
    runtimeValues['overload.global_downstream_max_connections'],
  ];
  const written = older.find((text) => text !== undefined && /^[+-]?\d+$/.test(text));
  const limit = own > 0 ? own : Number(written ?? UNLIMITED);
  return {
    name: 'envoy.resource_monitors.global_downstream_max_connections',
    typedConfig: {
      '@type': `${EXTENSIONS}resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig`,
      maxActiveDownstreamConnections: String(limit),
    },
  };
}
