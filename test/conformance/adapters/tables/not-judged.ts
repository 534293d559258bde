import type { Table } from './table';

/** Why nothing here answers what a test asks. */
type Reason = string;

const model = 'pilot/pkg/model/';
const gatewayApi = 'pilot/pkg/config/kube/gateway/';

const AMBIENT: Reason = 'not simulated: ambient mode and its waypoints';
const CLUSTERS: Reason = 'not simulated: several clusters and networks, dual stack';
const EXTENSIONS: Reason =
  'not simulated: EnvoyFilter, WasmPlugin and TrafficExtension are kept and nothing more';
const INFERENCE: Reason = 'not simulated: inference pools';
const KUBECONFIG: Reason = 'not simulated: files of credentials for other clusters';
const MACHINERY: Reason = "not data: the test is about Istio's own structures";
const MEASURED: Reason = 'not data: the row only says how much is measured';

/** Tables of things that are not simulated, and tables that hold no data. Their rows fail, each with the reason. */
export const notJudgedTables: readonly Table[] = (
  [
    [`${model}virtualservice_test.go`, ['BenchmarkSelectVirtualServices'], MEASURED],
    [`${model}sidecar_test.go`, ['BenchmarkServiceCopyComparison'], MEASURED],
    ['pkg/config/labels/instance_test.go', ['BenchmarkLabelString'], MEASURED],
    [
      `${model}sidecar_test.go`,
      ['TestSelectServicesExactParity'],
      'not data: the row does not say what is wanted',
    ],
    [
      `${model}telemetry_test.go`,
      ['TestGetInterval', 'Test_appendApplicableTelemetries', 'Test_computedTelemetries_Equal'],
      MACHINERY,
    ],
    [
      'pkg/config/schema/resource/schema_test.go',
      ['TestValidate', 'TestBuild', 'TestCanonicalName'],
      MACHINERY,
    ],
    ['pkg/config/labels/instance_test.go', ['TestString'], MACHINERY],
    [`${model}gateway_test.go`, ['TestParseGatewayRDSRouteName'], MACHINERY],
    [`${model}authentication_test.go`, ['TestFilterPeerAuthenticationNamespaces'], AMBIENT],
    [`${model}service_test.go`, ['TestWaypointKeyForProxy', 'TestServiceInfoVisibilityCondition'], AMBIENT],
    ['pkg/config/analysis/analyzers/multicluster_analyzers_test.go', [''], CLUSTERS],
    [
      `${model}push_context_test.go`,
      ['TestEnvoyFilters', 'TestEnvoyFilterUpdate', 'TestTrafficExtensions'],
      EXTENSIONS,
    ],
    ['pkg/config/gateway/gateway_test.go', ['TestIsEligibleForHTTP3Upgrade'], 'not simulated: QUIC'],
    [`${gatewayApi}conditions_test.go`, ['TestCreateRouteStatus'], 'not data: variables of the test'],
    [
      `${gatewayApi}conversion_test.go`,
      ['TestGatewayReferenceAllowedParentHostnameParsing'],
      'not data: the test looks at values of its own, not at those of the row',
    ],
    [`${gatewayApi}inferencepool_status_test.go`, ['TestInferencePoolStatusReconciliation'], INFERENCE],
    [`${gatewayApi}inferencepool_test.go`, ['TestReconcileInferencePool'], INFERENCE],
    [
      'pkg/kube/client_test.go',
      ['Test_findIstiodMonitoringPort'],
      'not simulated: the port that istiod is watched at',
    ],
    ['pkg/kube/util_test.go', ['TestBuildClientConfig', 'TestSanitizeKubeConfig'], KUBECONFIG],
    [
      'pkg/kube/version_test.go',
      ['TestIsAtLeastVersion', 'TestIsLessThanVersionVersion', 'TestGetVersionAsInt'],
      'not simulated: clusters of other versions',
    ],
    ['pkg/dns/client/dns_test.go', ['TestDNSTimeoutBehavior'], 'not simulated: how long servers of DNS take'],
  ] as const
).flatMap(([source, functions, reason]) =>
  functions.map((func): Table => ({ source, func, check: () => reason })),
);
