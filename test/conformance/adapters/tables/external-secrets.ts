import { translate } from '../../../../sandbox/istio/index';
import { startedWith } from '../../../../sandbox/istio/push/started-with';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { gatewayListeners } from '../../../../sandbox/istio/translate/listeners/gateway-listeners';
import { mergeGateways } from '../../../../sandbox/istio/translate/gateways/merged-gateway';
import { DEFAULT_MESH_CONFIG } from '../../../../sandbox/istio/discovery/index';
import { at as field } from '../../../../sandbox/kube/index';
import { printedServerSocket } from '../../../../sandbox/shell/commands/istioctl/proxy-config/printed/transport-socket';
import { constant, number, text, truth, withVariables, type GoStruct } from './go-literal';
import { service, sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';
import { specObject } from './test-clusters';

/** What the tests' names stand for (pkg/security/security.go). */
const names = {
  'security.SDSExternalClusterName': 'sds-external',
  'security.CredentialNameSocketPath': './var/run/secrets/credential-uds/socket',
};

/** Secrets that servers beside istiod have. */
export const externalSecretTables: readonly Table[] = [
  {
    source: 'pilot/pkg/networking/core/cluster_builder_test.go',
    func: 'TestBuildExternalSDSClusters',
    check: (row) => {
      const started = startedWith({ ISTIO_META_credential: 'true' }, DEFAULT_MESH_CONFIG);
      const { clusters } = translate(snapshotOf({}), sidecar('default', started));
      const found = clusters.find(({ name }) => name === known(row['expectedName']));
      const address = found?.loadAssignment?.endpoints[0]?.lbEndpoints[0]?.address;
      return differ([address?.pipe?.path, found?.http2], [known(row['expectedPath']), true]);
    },
  },
  {
    source: 'pilot/pkg/networking/core/gateway_test.go',
    func: 'TestGatewayExternalSDSProvider',
    check: (row) => {
      const found = field(printedSocket(row), 'typedConfig', 'commonTlsContext');
      const [own] = (field(found, 'tlsCertificateSdsSecretConfigs') ?? []) as readonly unknown[];
      const [asked] = (field(own, 'sdsConfig', 'apiConfigSource', 'grpcServices') ??
        []) as readonly unknown[];
      const name = text(row['credentialName']).replace('sds://', '');
      const anchors = field(found, 'combinedValidationContext', 'validationContextSdsSecretConfig');
      return differ(
        {
          name: field(own, 'name'),
          cluster: field(asked, 'envoyGrpc', 'clusterName'),
          checks: anchors !== undefined,
        },
        {
          name: truth(row['expectSDS']) ? name : `kubernetes://${name}`,
          cluster: text(row['expectedClusterName']) || undefined,
          checks: constant(row['tlsMode']) === 'MUTUAL',
        },
      );
    },
  },
];

/** How the listener of the test's Gateway is secured, as istioctl shows it. */
function printedSocket(row: GoStruct): unknown {
  const [hostname, port] = [text(row['providerService']), number(row['providerPort'])];
  const provider = { name: text(row['providerName']), sds: { service: hostname, port } };
  const given = service({
    Hostname: hostname,
    Ports: [{ Name: 'grpc', Port: port, Protocol: 'GRPC' }],
    Attributes: { Namespace: 'sds-ns' },
  });
  const server = {
    port: { name: 'https', number: 443, protocol: 'HTTPS' },
    hosts: ['secure.example.com'],
    tls: { mode: constant(row['tlsMode']), credentialName: text(row['credentialName']) },
  };
  const rule = {
    gateways: ['default/tls-gateway'],
    hosts: ['secure.example.com'],
    http: [{ route: [{ destination: { host: 'backend.testns.svc.cluster.local', port: { number: 80 } } }] }],
  };
  const snapshot = snapshotOf({
    services: hostname === '' ? [] : [given],
    configs: [
      ...specObject('Gateway', 'tls-gateway', { servers: [server] }),
      ...specObject('VirtualService', 'vs', rule),
    ],
    ...(truth(row['noSDSProvider']) ? {} : { meshConfig: { extensionProviders: [provider] } }),
  });
  const context = createContext(snapshot, sidecar('not-default', { type: 'router' }));
  const [listener] = gatewayListeners(context, mergeGateways(context));
  const socket = listener?.filterChains[0]?.transportSocket;
  return socket && printedServerSocket(socket);
}

function known(value: GoStruct[string]): string {
  const written = text(value);
  return text(withVariables({ $ident: written.replace('$', '') }, names));
}
