import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { records, string } from '../../read';
import { int32, list, opaque, struct, text } from '../../schema/build';

const MOST_SHOWN = 3;

/** The addresses behind a service, in the old form. */
export const endpoints = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'Endpoints',
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  namespaced: true,
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  description: 'Endpoints list the addresses behind a service; endpoint slices have replaced them.',
  schema: struct('Endpoints', {
    subsets: list(
      struct('EndpointSubset', {
        addresses: list(
          struct('EndpointAddress', { ip: text(), hostname: text(), nodeName: text(), targetRef: opaque() }),
        ),
        notReadyAddresses: list(opaque()),
        ports: list(
          struct('EndpointPort', { name: text(), port: int32(), protocol: text(), appProtocol: text() }),
        ),
      }),
    ),
  }),
  columns: [{ name: 'ENDPOINTS', value: (object) => addressText(object) }],
});

function addressText(object: KubeObject): string {
  const all = records(object['subsets']).flatMap((subset) =>
    records(subset['ports']).flatMap((port) =>
      records(subset['addresses']).map((address) => `${string(address['ip'])}:${String(port['port'])}`),
    ),
  );
  if (all.length === 0) return '<none>';
  const more = all.length - MOST_SHOWN;
  return all.slice(0, MOST_SHOWN).join(',') + (more > 0 ? ` + ${String(more)} more...` : '');
}
