import { describe, expect, it } from 'vitest';
import type { KubeObject, Schema } from '../../sandbox/kube/index';
import { istioKinds } from '../../sandbox/istio/kinds/index';

const declared = new Map(istioKinds.map((kind) => [kind.kind, kind]));

describe('the Istio kinds', () => {
  it('are served under these names', () => {
    const table = istioKinds.map(({ kind, group, versions, plural, shortNames }) =>
      [`${plural}.${group}`, kind, versions.join(','), shortNames.join(',')].join(' '),
    );
    expect(table).toEqual([
      'gateways.networking.istio.io Gateway v1,v1beta1,v1alpha3 gw',
      'virtualservices.networking.istio.io VirtualService v1,v1beta1,v1alpha3 vs',
      'destinationrules.networking.istio.io DestinationRule v1,v1beta1,v1alpha3 dr',
      'serviceentries.networking.istio.io ServiceEntry v1,v1beta1,v1alpha3 se',
      'workloadentries.networking.istio.io WorkloadEntry v1,v1beta1,v1alpha3 we',
      'workloadgroups.networking.istio.io WorkloadGroup v1,v1beta1,v1alpha3 wg',
      'sidecars.networking.istio.io Sidecar v1,v1beta1,v1alpha3 ',
      'proxyconfigs.networking.istio.io ProxyConfig v1beta1 ',
      'envoyfilters.networking.istio.io EnvoyFilter v1alpha3 ',
      'peerauthentications.security.istio.io PeerAuthentication v1,v1beta1 pa',
      'requestauthentications.security.istio.io RequestAuthentication v1,v1beta1 ra',
      'authorizationpolicies.security.istio.io AuthorizationPolicy v1,v1beta1 ap',
      'telemetries.telemetry.istio.io Telemetry v1,v1alpha1 telemetry',
      'wasmplugins.extensions.istio.io WasmPlugin v1alpha1 ',
      'trafficextensions.extensions.istio.io TrafficExtension v1alpha1 ',
    ]);
  });

  it.each([
    ['VirtualService', { gateways: ['edge'], hosts: ['a', 'b'] }, ['GATEWAYS=["edge"]', 'HOSTS=["a","b"]']],
    ['VirtualService', { hosts: ['a'] }, ['GATEWAYS=', 'HOSTS=["a"]']],
    ['DestinationRule', { host: 'reviews' }, ['HOST=reviews']],
    ['PeerAuthentication', { mtls: { mode: 'STRICT' } }, ['MODE=STRICT']],
    ['PeerAuthentication', {}, ['MODE=']],
    ['Gateway', { selector: {} }, []],
  ])('%s prints its columns', (kind, spec, columns) => {
    const object: KubeObject = { apiVersion: 'x', kind, metadata: { name: 'x' }, spec };
    const printed = declared
      .get(kind)
      ?.columns.map((column) => `${column.name}=${column.value(object, { nowMs: 0 })}`);
    expect(printed).toEqual(columns);
  });

  it.each(istioKinds.map((kind) => [kind.kind, kind.schema] as const))(
    'describes every field of %s',
    (_kind, schema) => {
      expect(undescribedFields(schema, '')).toEqual([]);
    },
  );

  it('says of kinds that do nothing here that they do nothing', () => {
    const silent = istioKinds.filter((kind) => kind.schema.properties?.spec?.unsupported !== undefined);
    expect(silent.map((kind) => kind.kind)).toEqual([
      'WorkloadGroup',
      'EnvoyFilter',
      'WasmPlugin',
      'TrafficExtension',
    ]);
  });
});

function undescribed(schema: Schema, path: string): string[] {
  const own = schema.description === undefined ? [path] : [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    undescribed(field, `${path}.${name}`),
  );
  const items = schema.items ? undescribedFields(schema.items, `${path}[]`) : [];
  const values = schema.additionalProperties
    ? undescribedFields(schema.additionalProperties, `${path}[]`)
    : [];
  return [...own, ...fields, ...items, ...values];
}

/** Items need no words of their own, their fields do. */
function undescribedFields(schema: Schema, path: string): string[] {
  return undescribed({ description: '', ...schema }, path);
}
