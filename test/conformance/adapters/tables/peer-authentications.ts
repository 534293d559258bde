import type { PeerAuthenticationSpec } from '../../../../sandbox/istio/discovery/api/index';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import {
  modeForPort,
  PeerAuthenticationIndex,
} from '../../../../sandbox/istio/discovery/peer-authentication';
import type { Endpoint, Service } from '../../../../sandbox/istio/discovery/index';
import { serviceKey } from '../../../../sandbox/istio/discovery/service';
import { serviceMode } from '../../../../sandbox/istio/translate/clusters/outbound-clusters';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { inboundMutualTls } from '../../../../sandbox/istio/translate/tls/tls-context';
import { readObjects } from '../../mesh-objects';
import { identifier } from './calls';
import { at, constant, entries, isStruct, items, number, text, texts, type Go } from './go-literal';
import { configObject } from './manifest';
import { service, sidecar, snapshotOf } from './mesh';
import { tlsContext } from './tls-context';
import { differ, type Table } from './table';

const modes: Readonly<Record<string, string>> = {
  MTLSPermissive: 'PERMISSIVE',
  MTLSStrict: 'STRICT',
  MTLSDisable: 'DISABLE',
};

/** PeerAuthentications of mesh, namespace and workload as one. */
export const peerAuthenticationTables: readonly Table[] = [
  {
    source: 'pilot/pkg/security/authn/policy_applier_test.go',
    func: 'TestComposePeerAuthentication',
    check: (row) => {
      const configs = items(row['configs']).map((config) =>
        toConfig<PeerAuthenticationSpec>(configObject(dated(config))),
      );
      const found = new PeerAuthenticationIndex(configs, 'root-namespace').effective('my-ns', { app: 'foo' });
      const wanted = row['want'];
      const ports = entries(at(wanted, 'PerPort')).map(([port, mode]) => [Number(port), modeOf(mode)]);
      return differ([found.mode, [...found.portLevel]], [modeOf(at(wanted, 'Mode')), ports]);
    },
  },
  {
    source: 'pilot/pkg/security/authn/policy_applier_test.go',
    func: 'TestInboundMTLSSettings',
    check: (row) => {
      const configs = items(row['peerPolicies']).map((config) => {
        const object = configObject(dated(config));
        const namespace = object.metadata.namespace ?? 'my-ns';
        return toConfig<PeerAuthenticationSpec>({ ...object, metadata: { ...object.metadata, namespace } });
      });
      const effective = new PeerAuthenticationIndex(configs, 'root-namespace').effective('my-ns', {
        app: 'foo',
      });
      const wanted = row['expected'];
      const mode = modeForPort(effective, number(at(wanted, 'Port')));
      // The contexts of HTTP are variables of the test: they differ in what ALPN offers.
      const tcp = mode === 'DISABLE' ? undefined : inboundMutualTls(false, { trustDomain: '' }).typedConfig;
      return differ([mode, tcp], [modeOf(at(wanted, 'Mode')), tlsContext(at(wanted, 'TCP'))]);
    },
  },
  {
    source: 'pilot/pkg/model/push_context_test.go',
    func: 'TestBestEffortInferServiceMTLSMode',
    check: (row) => {
      const namespace = text(row['serviceNamespace']);
      const given = service({
        Hostname: 'httpbin.default',
        Attributes: { Namespace: namespace },
        Ports: [{ Name: 'http', Protocol: 'HTTP', Port: row['servicePort'] }],
        Resolution: row['serviceResolution'],
      });
      const endpoints = items(row['serviceInstances']).map((instance) =>
        endpoint(at(instance, 'Endpoint'), given),
      );
      const snapshot = snapshotOf({
        services: [given],
        endpoints: new Map([[serviceKey(given), endpoints]]),
        configs: bestEffortPolicies,
      });
      const [port] = given.ports;
      const mode = port && serviceMode(createContext(snapshot, sidecar()), given, port, {});
      return differ(mode, modeOf(identifier(row['wanted'])));
    },
  },
];

const bestEffortPolicies = readObjects(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: whole}
spec: {mtls: {mode: STRICT}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: workload-beta-policy, namespace: partial}
spec: {selector: {matchLabels: {app: httpbin, version: v1}}, mtls: {mode: DISABLE}}
`);

function endpoint(value: Go, { namespace, ports }: Service): Endpoint {
  return {
    address: texts(at(value, 'Addresses'))[0] ?? '',
    port: number(at(value, 'EndpointPort')),
    servicePort: ports[0]?.port ?? 0,
    labels: {},
    namespace,
    tlsMode: identifier(at(value, 'TLSMode')) === 'DisabledTLSModeLabel' ? 'disabled' : 'istio',
    identity: '',
  };
}

export function modeOf(value: Go): string {
  return modes[constant(value)] ?? constant(value);
}

/** Times relative to the test's start: `now`, `now.Add(-time.Second)`. */
function dated(config: Go): Go {
  const meta = at(config, 'Meta');
  const created = at(meta, 'CreationTimestamp');
  if (created === undefined || !isStruct(config) || !isStruct(meta)) return config;
  const offsetMs = at(created, '$call') === 'now.Add' ? number(items(at(created, 'args'))[0]) : 0;
  const seconds = 30 + Math.round(offsetMs / 1000);
  const date = { $call: 'time.Date', args: [2020, 1, 1, 0, 0, seconds] };
  return { ...config, Meta: { ...meta, CreationTimestamp: date } };
}
