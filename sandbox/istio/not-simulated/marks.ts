// data table

const NO_AMBIENT = 'there is no ambient mode.';
const NO_MACHINES = 'no machine joins the mesh.';
const UNREAD_STATS = 'statistics are read when somebody asks for them.';

/** Annotations and labels of Istio that change nothing, and why. */
export const notSimulatedMarks: Readonly<Record<'annotations' | 'labels', Readonly<Record<string, string>>>> =
  {
    annotations: {
      'alpha.istio.io/canonical-serviceaccounts': 'the accounts of a service are those of its pods.',
      'alpha.istio.io/kubernetes-serviceaccounts': 'the accounts of a service are those of its pods.',
      'ambient.istio.io/bypass-inbound-capture': NO_AMBIENT,
      'ambient.istio.io/dns-capture': NO_AMBIENT,
      'ambient.istio.io/redirection': NO_AMBIENT,
      'ambient.istio.io/waypoint-inbound-binding': NO_AMBIENT,
      'inject.istio.io/templates': 'pods get the template of the release.',
      'istio.io/autoRegistrationGroup': NO_MACHINES,
      'istio.io/connectedAt': NO_MACHINES,
      'istio.io/disconnectedAt': NO_MACHINES,
      'istio.io/workloadController': NO_MACHINES,
      'istio.io/use-waypoint-canary-weight': NO_AMBIENT,
      'readiness.status.sidecar.istio.io/applicationPorts': 'istiod does not read it.',
      'sidecar.istio.io/bootstrapOverride': 'proxies start with the bootstrap of the release.',
      'sidecar.istio.io/discoveryAddress': 'istiod does not read it.',
      'sidecar.istio.io/statsCompression': UNREAD_STATS,
      'sidecar.istio.io/statsEvictionInterval': UNREAD_STATS,
      'sidecar.istio.io/statsFlushInterval': UNREAD_STATS,
      'sidecar.istio.io/statsHistogramBins': UNREAD_STATS,
      'sidecar.istio.io/statsHistogramBuckets': UNREAD_STATS,
      'topology.istio.io/controlPlaneClusters': 'there is one cluster.',
      'traffic.istio.io/nodeSelector': 'there is one node.',
    },
    labels: {
      'istio.io/ingress-use-waypoint': NO_AMBIENT,
      'istio.io/use-waypoint': NO_AMBIENT,
      'istio.io/use-waypoint-canary': NO_AMBIENT,
      'istio.io/use-waypoint-canary-namespace': NO_AMBIENT,
      'istio.io/use-waypoint-namespace': NO_AMBIENT,
      'istio.io/waypoint-for': NO_AMBIENT,
      'istio.io/dataplane-mode': NO_AMBIENT,
      'topology.istio.io/cluster': 'there is one cluster.',
    },
  };
