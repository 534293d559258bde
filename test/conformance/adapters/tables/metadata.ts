import type { Metadata } from '../../../../sandbox/envoy/config/index';
import {
  endpointMetadata,
  withAlpnOverride,
  withConfig,
  withServices,
  withSubset,
} from '../../../../sandbox/istio/translate/metadata';
import { at, constant, entries, isStruct, items, text, textMap, truth, type Go } from './go-literal';
import { message } from './manifest';
import { service } from './mesh';
import { differ, type Table } from './table';

const util = 'pilot/pkg/networking/util/util_test.go';

/** What clusters and endpoints say to filters and tools. */
export const metadataTables: readonly Table[] = [
  ...['TestBuildConfigInfoMetadata', 'TestAddConfigInfoMetadata'].map((func): Table => ({
    source: util,
    func,
    check: (row) => differ(withConfig(metadata(row['meta']), metaOf(row['in'])), metadata(row['want'])),
  })),
  {
    source: util,
    func: 'TestAddSubsetToMetadata',
    check: (row) => differ(withSubset(metadata(row['in']), text(row['subset'])), metadata(row['want'])),
  },
  {
    source: util,
    func: 'TestAddALPNOverrideToMetadata',
    check: (row) => {
      const mode = message(row['tlsMode']) as 'SIMPLE';
      return differ(withAlpnOverride(metadata(row['meta']), { mode }), metadata(row['want']));
    },
  },
  {
    source: util,
    func: 'TestEndpointMetadata',
    check: (row) => {
      const facts = row['metadata'];
      const labels = Object.entries(textMap(at(facts, 'Labels')));
      const found = endpointMetadata(
        {
          workload: text(at(facts, 'WorkloadName')),
          namespace: text(at(facts, 'Namespace')),
          labels: Object.fromEntries(labels.map(([name, value]) => [labelNames[name] ?? name, value])),
          cluster: text(at(facts, 'ClusterID')),
        },
        constant(at(facts, 'TLSMode')) === 'IstioMutualTLSModeLabel',
        truth(row['enableTelemetryLabel']) && truth(row['endpointTelemetryLabel']),
      );
      return differ(found, metadata(row['want']));
    },
  },
  {
    source: 'pilot/pkg/networking/core/cluster_test.go',
    func: 'TestTelemetryMetadata',
    check: (row) => {
      if (row['cluster'] === null) return differ(row['want'] ?? undefined, undefined);
      const targets = row['service']
        ? [row['service']]
        : items(row['svcInsts']).map((one) => at(one, 'Service'));
      const found = withServices(metadata(at(row['cluster'], 'Metadata')), targets.map(service));
      return differ(found, metadata(row['want']));
    },
  },
];

const labelNames: Readonly<Record<string, string>> = {
  '$model.IstioCanonicalServiceLabelName': 'service.istio.io/canonical-name',
  '$model.IstioCanonicalServiceRevisionLabelName': 'service.istio.io/canonical-revision',
};

function metaOf(value: Go): { readonly kind: string; readonly namespace: string; readonly name: string } {
  return {
    kind: constant(at(value, 'GroupVersionKind')),
    namespace: text(at(value, 'Namespace')),
    name: text(at(value, 'Name')),
  };
}

/** Names that the tests write as constants. */
const keys: Readonly<Record<string, string>> = {
  IstioMetadataKey: 'istio',
  EnvoyTransportSocketMetadataKey: 'envoy.transport_socket_match',
  AlpnOverrideMetadataKey: 'alpn_override',
  TLSModeLabelShortname: 'tlsMode',
  IstioMutualTLSModeLabel: 'istio',
};

/** `{"$ident": "IstioMetadataKey"}` or `$util.IstioMetadataKey` as the text that it is. */
function keyOf(name: string): string {
  const own = /^\{"\$ident":\s*"(\w+)"\}$/.exec(name)?.[1] ?? name.replace(/^\$\w+\./, '');
  return keys[own] ?? own;
}

/** A `core.Metadata`; one that says nothing is none. */
function metadata(value: Go): Metadata | undefined {
  if (!isStruct(value) || value['FilterMetadata'] === undefined) return undefined;
  const filterMetadata = entries(value['FilterMetadata']).map(([name, struct]) => [
    keyOf(name),
    Object.fromEntries(entries(at(struct, 'Fields')).map(([field, inner]) => [keyOf(field), plain(inner)])),
  ]);
  return { filterMetadata: Object.fromEntries(filterMetadata) as Metadata['filterMetadata'] };
}

/** A `structpb.Value`. */
function plain(value: Go): unknown {
  const kind = at(value, 'Kind');
  const single = at(kind, 'StringValue');
  if (single !== undefined) return keyOf(text(single));
  const list = at(kind, 'ListValue', 'Values');
  if (list !== undefined) return items(list).map(plain);
  const fields = entries(at(kind, 'StructValue', 'Fields'));
  return Object.fromEntries(fields.map(([name, inner]) => [name, plain(inner)]));
}
