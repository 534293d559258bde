import { sameService } from '../../../../sandbox/istio/discovery/changes';
import { SectionMemo, type Endpoint, type Service } from '../../../../sandbox/istio/discovery/index';
import { at, constant, entries, isStruct, items, number, text, texts, truth, type Go } from './go-literal';
import { withConstants } from './known-constants';
import { service } from './mesh';
import { sharedPorts } from './sidecar-scopes';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/service_test.go';

/** What is written again and says the same is no change. */
export const equalityTables: readonly Table[] = [
  {
    source,
    func: 'TestServicesEqual',
    check: (row) => {
      const clusters = [row['first'], row['other']].map((one) =>
        entries(at(one, 'Attributes', 'ClusterExternalPorts')).map(([name]) => name),
      );
      const [own, others] = clusters.map((names) => names.join());
      if (own !== others && own && others) return 'not simulated: the same service in several clusters';
      return differ(sameService(given(row['first']), given(row['other'])), truth(row['shouldEq']));
    },
  },
  {
    source,
    func: 'TestWorkloadInstanceEqual',
    check: (row) => {
      const memo = new SectionMemo();
      const before = memo.keep('endpoints', endpointsOf(row['comparer']));
      return differ(memo.keep('endpoints', endpointsOf(row['comparee'])) === before, truth(row['shouldEq']));
    },
  },
];

/** A `model.Service` with what Kubernetes says of it where only its own object tells. */
function given(value: Go): Service {
  const listed = sharedPorts[text(at(value, 'Ports', '$ident'))] ?? at(value, 'Ports');
  const literal = withConstants({ ...(isStruct(value) ? value : {}), Ports: listed });
  const found = service(literal);
  const attributes = at(literal, 'Attributes');
  const kubernetes = at(attributes, 'K8sAttributes');
  const targets = entries(at(attributes, 'PassthroughTargetPorts')).map(([own, target]) => ({
    port: Number(own),
    targetPort: number(target),
  }));
  const nodePorts = entries(at(attributes, 'ClusterExternalPorts')).flatMap(([, byPort]) =>
    entries(byPort).map(([own, outside]) => ({ port: Number(own), nodePort: number(outside) })),
  );
  const spec = {
    type: constant(at(kubernetes, 'Type')),
    externalName: text(at(kubernetes, 'ExternalName')),
    ...(truth(at(kubernetes, 'NodeLocal')) && { internalTrafficPolicy: 'Local' }),
    ports: [...targets, ...nodePorts],
  };
  return {
    ...found,
    subjectAltNames: texts(at(literal, 'ServiceAccounts')),
    config: { ...found.config, spec },
  };
}

const example: Endpoint = {
  address: 'an-address',
  port: 22,
  servicePort: 22,
  labels: { app: 'prod-app' },
  namespace: '',
  tlsMode: 'istio',
  identity: 'service-account',
  network: 'Network',
  cluster: 'cluster-id',
  locality: 'region1/zone1/subzone1',
  weight: 100,
};
/** How the test's variables differ from its example. */
const variants: Readonly<Record<string, Partial<Endpoint>>> = {
  exampleInstance: {},
  differingAddr: { address: 'another-address' },
  differingNetwork: { network: 'AnotherNetwork' },
  differingTLSMode: { tlsMode: 'disabled' },
  differingLabels: { labels: { app: 'prod-app', 'another-app': 'blah' } },
  differingServiceAccount: { identity: 'service-account-two' },
  differingLocality: { cluster: 'cluster-id-two', locality: 'region2/zone2/subzone2' },
  differingLbWeight: { weight: 0 },
};

/** `variable.DeepCopy()`, or an instance without an endpoint. */
function endpointsOf(value: Go): readonly Endpoint[] {
  const [variable] = text(at(value, '$call')).split('.');
  const variant = variants[variable ?? ''];
  return variant === undefined
    ? items(at(value, 'Endpoint')).map(() => example)
    : [{ ...example, ...variant }];
}
