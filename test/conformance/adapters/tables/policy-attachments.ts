import type {
  AuthorizationPolicySpec,
  PeerAuthenticationSpec,
} from '../../../../sandbox/istio/discovery/api/index';
import { AuthorizationPolicyIndex } from '../../../../sandbox/istio/discovery/authorization-policies';
import { toConfig, type Config } from '../../../../sandbox/istio/discovery/config';
import { DEFAULT_FEATURES } from '../../../../sandbox/istio/discovery/features';
import { PeerAuthenticationIndex } from '../../../../sandbox/istio/discovery/peer-authentication';
import { RequestAuthenticationIndex } from '../../../../sandbox/istio/discovery/request-authentications';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { readObjects } from '../../mesh-objects';
import { identifier, withCalls } from './calls';
import { at, entries, items, text, truth, withVariables, type Go, type GoStruct } from './go-literal';
import { message } from './manifest';
import { modeOf } from './peer-authentications';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/authentication_test.go';
const ROOT = 'istio-config';

/** Which policies a workload is under. */
export const policyAttachmentTables: readonly Table[] = [
  authentication('TestGetPoliciesForWorkload', true),
  authentication('TestGetPoliciesForWorkloadWithoutMeshPeerAuthn', false),
  authentication('TestGetPoliciesForGatewayPolicyAttachmentOnly', true, {
    ...DEFAULT_FEATURES,
    selectorBasedGatewayPolicy: false,
  }),
  {
    source,
    func: 'TestGetPoliciesForWorkloadWithJwksResolver',
    check: (row) => requests(row, new RequestAuthenticationIndex(configs(issuers), ROOT)),
  },
  {
    source: 'pilot/pkg/model/authorization_test.go',
    func: 'TestAuthorizationPolicies_ListAuthorizationPolicies',
    check: (row) => {
      const options = row['selectionOpts'];
      if (truth(at(options, 'IsWaypoint'))) return WAYPOINTS;
      const given = withCalls(withVariables(row['configs'], policies), {
        newConfig: ([name, namespace, spec]) => ({
          apiVersion: 'security.istio.io/v1',
          kind: 'AuthorizationPolicy',
          metadata: { name, namespace },
          spec: message(spec),
        }),
      });
      const list = items(given).map((object) => toConfig<AuthorizationPolicySpec>(object as KubeObject));
      const applied = new AuthorizationPolicyIndex(list, ROOT).forWorkload(subject(options, 'Workload'));
      const wanted = [row['wantAllow'], row['wantDeny'], row['wantAudit'], row['wantCustom']].map(names);
      const found = [applied.allow, applied.deny, applied.audit, applied.custom];
      return differ(found.map(named), wanted);
    },
  },
];

const WAYPOINTS = 'waypoints are not simulated';

function authentication(func: string, withMesh: boolean, features = DEFAULT_FEATURES): Table {
  return {
    source,
    func,
    check: (row) => {
      const all = configs<PeerAuthenticationSpec>(withMesh ? [...peers, ...meshPeers] : peers);
      const index = new PeerAuthenticationIndex(all, ROOT);
      const { namespace, labels } = subject(row, 'workload');
      return (
        requests(row, new RequestAuthenticationIndex(configs(requestAuthentications), ROOT, features)) ??
        differ(
          named(index.effective(namespace, labels).sources).sort(),
          names(row['wantPeerAuthn']).sort(),
        ) ??
        differ(
          index.namespaceMode(namespace) ?? 'MTLSUnknown',
          modeOf(identifier(row['wantNamespaceMutualTLS'])),
        )
      );
    },
  };
}

function requests(row: GoStruct, index: RequestAuthenticationIndex): string | undefined {
  if (truth(row['isWaypoint'])) return WAYPOINTS;
  // Tables without this column ask nothing of it.
  if (row['wantRequestAuthn'] === undefined) return undefined;
  return differ(named(index.policiesFor(subject(row, 'workload'))), names(row['wantRequestAuthn']));
}

function subject(
  value: Go,
  prefix: string,
): { readonly namespace: string; readonly labels: Record<string, string> } {
  const labels = entries(at(value, `${prefix}Labels`)).map(([key, label]) => [
    key === 'label.IoK8sNetworkingGatewayGatewayName.Name' ? 'gateway.networking.k8s.io/gateway-name' : key,
    text(label),
  ]);
  return {
    namespace: text(at(value, `${prefix}Namespace`)),
    labels: Object.fromEntries(labels) as Record<string, string>,
  };
}

function configs<Spec>(objects: readonly KubeObject[]): Config<Spec>[] {
  return objects.map((object) => toConfig<Spec>(object));
}

function named(list: readonly Pick<Config<unknown>, 'namespace' | 'name'>[]): string[] {
  return list.map(({ namespace, name }) => `${namespace}/${name}`);
}

/** Of `config.Config`s or of what holds their names itself. */
function names(list: Go): string[] {
  return items(list).map((one) => {
    const meta = at(one, 'Meta') ?? one;
    return `${text(at(meta, 'Namespace'))}/${text(at(meta, 'Name'))}`;
  });
}

/** The policies that the rows of AuthorizationPolicies share. */
const rules = [
  {
    $type: 'Rule',
    From: [{ $type: 'From', Source: { $type: 'Source', Principals: ['sleep'] } }],
    To: [{ $type: 'To', Operation: { $type: 'Operation', Methods: ['GET'] } }],
  },
];
const policies: Readonly<Record<string, Go>> = {
  policy: { $type: 'AuthorizationPolicy', Rules: rules },
  policyWithSelector: {
    $type: 'AuthorizationPolicy',
    Selector: { $type: 'WorkloadSelector', MatchLabels: { app: 'httpbin', version: 'v1' } },
    Rules: rules,
  },
  policyWithTargetRef: {
    $type: 'AuthorizationPolicy',
    TargetRef: {
      $type: 'PolicyTargetReference',
      Group: 'gateway.networking.k8s.io',
      Kind: 'Gateway',
      Name: 'my-gateway',
      Namespace: 'bar',
    },
    Rules: rules,
  },
  denyPolicy: { $type: 'AuthorizationPolicy', Action: 'DENY', Rules: rules },
  auditPolicy: { $type: 'AuthorizationPolicy', Action: 'AUDIT', Rules: rules },
  customPolicy: { $type: 'AuthorizationPolicy', Action: 'CUSTOM', Rules: rules },
};

const gateway = 'targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: my-gateway}';
const requestAuthentications = objects('RequestAuthentication', [
  [ROOT, 'default', ''],
  [ROOT, 'global-with-selector', 'selector: {matchLabels: {app: httpbin}}'],
  [
    ROOT,
    'global-with-ref',
    'targetRef: {group: gateway.networking.k8s.io, kind: GatewayClass, name: istio-waypoint}',
  ],
  ['foo', 'default', ''],
  ['bar', 'default', ''],
  ['foo', 'with-selector', 'selector: {matchLabels: {app: httpbin, version: v1}}'],
  ['foo', 'with-targetref', gateway],
  [
    'foo',
    'ignored-gateway-selector',
    'selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: my-gateway}}',
  ],
  ['bar', 'with-targetref', gateway],
  ['bar', 'with-targetref-service', 'targetRef: {group: "", kind: Service, name: target-service-bar}'],
]);

const issuers = objects('RequestAuthentication', [
  [ROOT, 'default', 'jwtRules: [{issuer: a}]'],
  [ROOT, 'global-with-selector', 'selector: {matchLabels: {app: httpbin}}'],
  ['foo', 'with-selector', 'selector: {matchLabels: {app: httpbin, version: v1}}'],
]);

const peers = objects('PeerAuthentication', [
  [
    ROOT,
    'global-peer-with-selector',
    'selector: {matchLabels: {app: httpbin, version: v2}}, mtls: {mode: UNSET}',
  ],
  ['foo', 'default', 'mtls: {mode: STRICT}'],
  ['foo', 'ignored-newer-default', 'mtls: {mode: STRICT}', 1],
  ['foo', 'peer-with-selector', 'selector: {matchLabels: {version: v1}}, mtls: {mode: DISABLE}'],
]);
const meshPeers = objects('PeerAuthentication', [
  [ROOT, 'ignored-newer', 'mtls: {mode: UNSET}', 2],
  [ROOT, 'default', 'mtls: {mode: UNSET}'],
  [ROOT, 'ignored-another-newer', 'mtls: {mode: UNSET}', 1],
]);

/** Namespace, name, specification, and the second of creation. */
type Line = readonly [namespace: string, name: string, spec: string, created?: number];

function objects(kind: string, lines: readonly Line[]): KubeObject[] {
  return readObjects(
    lines
      .map(
        ([namespace, name, spec, created = 0]) => `
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2020-02-02T02:02:0${String(2 + created)}Z"}
spec: {${spec}}`,
      )
      .join('\n---'),
  );
}
