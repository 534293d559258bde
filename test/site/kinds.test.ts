import { describe, expect, it } from 'vitest';
import { experimentalGatewayKinds, gatewayApiKinds, istioKinds } from '../../sandbox/istio/index';
import type { Schema } from '../../sandbox/kube/index';
import { explainKinds } from '../../src/kinds/explain-kinds';
import { insideOf, pathOf, type FieldData } from '../../src/kinds/kind-data';

const declared = [...istioKinds, ...gatewayApiKinds, ...experimentalGatewayKinds];
const pages = explainKinds('en');

/** Paths of what may be written in an object, as its schema has them. */
function declaredPaths(schema: Schema, parent = ''): readonly string[] {
  if (schema.items) return declaredPaths(schema.items, `${parent}[]`);
  const values = schema.properties === undefined ? schema.additionalProperties : undefined;
  if (values) return declaredPaths(values, `${parent}.*`);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = parent === '' ? name : `${parent}.${name}`;
    return path === 'status' ? [] : [path, ...declaredPaths(field, path)];
  });
}

/** The fields of a page by their paths, without those that it leads to. */
function index(fields: readonly FieldData[], parent = ''): Fields {
  return new Map(
    fields.flatMap((field) => {
      const path = pathOf(parent, field.name);
      return [[path, field] as const, ...index(field.fields ?? [], insideOf(path, field.type))];
    }),
  );
}

type Fields = ReadonlyMap<string, FieldData>;

/** Paths of `some` fields of a page, those that they lead to included. */
function toldPaths(page: Fields, some = page): readonly string[] {
  return [...some].flatMap(([path, { type, sameAs }]) => {
    if (sameAs === undefined) return [path];
    const there = new Map([...page].filter(([one]) => one.startsWith(`${sameAs}.`)));
    return [path, ...toldPaths(page, there).map((one) => insideOf(path, type) + one.slice(sameAs.length))];
  });
}

describe('pages of kinds', () => {
  it('are one for each kind, at an address of its own', () => {
    expect(pages.map(({ kind, group }) => `${kind} ${group}`)).toEqual(
      declared.map(({ kind, group }) => `${kind} ${group}`),
    );
    expect(new Set(pages.map(({ address }) => address)).size).toBe(pages.length);
    expect(pages.find(({ kind }) => kind === 'PeerAuthentication')).toMatchObject({
      address: 'security/peerauthentication',
      versions: ['v1', 'v1beta1'],
      names: ['peerauthentications', 'peerauthentication', 'pa'],
      namespaced: true,
      columns: ['NAME', 'MODE', 'AGE'],
      text: 'Whether pods accept plain text, mutual TLS or both.',
    });
  });

  it('name kinds of one name by their groups', () => {
    expect(pages.flatMap(({ kind, names }) => (kind === 'Gateway' ? [names] : []))).toEqual([
      ['gateways.networking.istio.io', 'gateway.networking.istio.io', 'gw'],
      ['gateways.gateway.networking.k8s.io', 'gateway.gateway.networking.k8s.io', 'gtw'],
    ]);
  });

  it.each(declared.map((kind, at) => [`${kind.kind}.${kind.group}`, kind.schema, at] as const))(
    'tell of every field of %s',
    (_, schema, at) => {
      const told = toldPaths(index(pages[at]?.fields ?? []));
      expect([...told].sort()).toEqual([...declaredPaths(schema)].sort());
    },
  );

  it('tell a group of fields once, and lead to it from elsewhere', () => {
    const all = index(pages.find(({ kind }) => kind === 'DestinationRule')?.fields ?? []);
    expect(all.get('spec.subsets[].trafficPolicy')).toEqual({
      name: 'trafficPolicy',
      type: 'object',
      text: expect.stringMatching(/\w/) as string,
      sameAs: 'spec.trafficPolicy',
    });
  });

  it.each(['ko', 'ja'])('have the words of lessons in %s', (locale) => {
    const own = explainKinds(locale);
    const hosts = own.map(({ fields }) => index(fields).get('spec.hosts')?.text);
    expect(hosts.filter((text) => text !== undefined)).not.toEqual(
      pages.map(({ fields }) => index(fields).get('spec.hosts')?.text).filter((text) => text !== undefined),
    );
    const routes = index(own.find(({ kind }) => kind === 'VirtualService')?.fields ?? []);
    expect(['spec.hosts', 'spec.tls'].map((path) => routes.get(path)?.translated)).toEqual([true, undefined]);
  });
});
