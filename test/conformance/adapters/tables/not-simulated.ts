// data table
import type { Table } from './table';

/** Features that the simulator has no part of, and the tables that are about nothing else. */
const features: Readonly<Record<string, readonly string[]>> = {
  'waypoints and HBONE': [
    'core/httproute_test.go TestWaypointInboundRouteHashPolicy',
    'core/listener_test.go TestBuildListener_FactoryKey',
    'core/cluster_tls_test.go TestApplyUpstreamTLSSettingsHBONE',
    'util/util_test.go TestGetEndpointHost',
    '../xds/endpoints/endpoint_builder_test.go TestWeightedWaypointEndpointsFailsClosed',
    '../xds/endpoints/ep_filters_test.go TestEndpointsByNetworkFilter_AmbientMuiltiNetwork',
    '../xds/proxy_dependencies_test.go TestWaypointNeedsPush',
  ],
  InferencePool: [
    'core/cluster_test.go TestBuildClustersForInferencePoolServices',
    '../xds/endpoints/endpoint_builder_test.go TestBuildClusterLoadAssignment_InferenceServicePortFiltering',
  ],
  EnvoyFilter: ['core/cluster_test.go TestEnvoyFilterPatching'],
  "sizes in istiod's log": ['util/util_test.go TestByteCount'],
};

/** Tables whose input or expectation is a function, not a value. */
const functions = [
  'core/sidecar_simulation_test.go TestInboundSidecarTLSModes',
  'core/cluster_test.go TestApplyRingHashLoadBalancer',
  'core/gateway_test.go TestGatewayListenerConnectionSettings',
];

/** Tables whose rows do not say what is wanted: the test's code does. */
const asserted = [
  'core/gateway_test.go TestGatewayFilterChainSNIOverlap',
  'core/listener_test.go TestOutboundListenerTCPWithVSEmptyRoute',
  'core/listener_test.go TestInboundHTTPListenerConfig',
  'core/cluster_test.go TestApplyOutlierDetectionErrorCodes',
  'core/cluster_test.go TestSlowStartConfig',
  'core/cluster_test.go TestWarmup',
  '../model/push_context_test.go TestSetDestinationRuleBackendPolicyMerging',
];

function failing(table: string, why: string): Table {
  const [path = '', func = ''] = table.split(' ');
  const source = path.startsWith('../') ? `pilot/pkg/${path.slice(3)}` : `pilot/pkg/networking/${path}`;
  return { source, func, check: () => why };
}

/** Tables that nothing here can answer; their rows fail and say why. */
export const unsimulatedTables: readonly Table[] = [
  ...Object.entries(features).flatMap(([feature, tables]) =>
    tables.map((table) => failing(table, `not simulated: ${feature}`)),
  ),
  ...functions.map((table) => failing(table, 'not data: a function of the test')),
  ...asserted.map((table) => failing(table, 'not data: the row does not say what is wanted')),
];
