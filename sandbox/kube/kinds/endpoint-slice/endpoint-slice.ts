import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { records, string } from '../../read';
import { flag, int32, list, opaque, struct, text, texts } from '../../schema/build';

const MOST_SHOWN = 3;

/** A part of the addresses behind a service. */
export const endpointSlice = defineKind({
  group: 'discovery.k8s.io',
  versions: ['v1'],
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  namespaced: true,
  description: 'An endpoint slice lists addresses behind a service and whether they are ready.',
  schema: struct('EndpointSlice', {
    addressType: text('IPv4, IPv6 or FQDN.'),
    endpoints: list(
      struct('Endpoint', {
        addresses: list(text()),
        conditions: struct('EndpointConditions', { ready: flag(), serving: flag(), terminating: flag() }),
        hostname: text(),
        targetRef: opaque(),
        deprecatedTopology: texts(),
        nodeName: text(),
        zone: text(),
        hints: opaque(),
      }),
    ),
    ports: list(
      struct('EndpointPort', { name: text(), protocol: text(), port: int32(), appProtocol: text() }),
    ),
  }),
  columns: [
    { name: 'ADDRESSTYPE', value: (object) => string(object['addressType']) },
    {
      name: 'PORTS',
      value: (object) =>
        firstOf(
          records(object['ports']).map((port) => String(port['port'])),
          '<unset>',
        ),
    },
    { name: 'ENDPOINTS', value: (object) => firstOf(addresses(object), '<unset>') },
  ],
});

function addresses(object: KubeObject): readonly string[] {
  return records(object['endpoints']).flatMap((endpoint) =>
    Array.isArray(endpoint['addresses']) ? (endpoint['addresses'] as readonly unknown[]).map(String) : [],
  );
}

function firstOf(all: readonly string[], none: string): string {
  if (all.length === 0) return none;
  const more = all.length - MOST_SHOWN;
  return all.slice(0, MOST_SHOWN).join(',') + (more > 0 ? ` + ${String(more)} more...` : '');
}
