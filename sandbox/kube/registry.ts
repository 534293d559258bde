import type { KindRegistry } from './api';
import type { KindDeclaration } from './kind';

/** Serves kinds in this order: of two with the same name the first wins unqualified. */
export function createKindRegistry(kinds: readonly KindDeclaration[]): KindRegistry {
  const byResource = new Map<string, KindDeclaration>();
  const byKind = new Map<string, KindDeclaration>();
  const byName = new Map<string, KindDeclaration>();
  const keys = new Map<KindDeclaration, string>();
  for (const kind of kinds) {
    const qualified = `${kind.kind}.${kind.group}`;
    keys.set(kind, byName.has(kind.kind) ? qualified : kind.kind);
    addFirst(byName, kind.kind, kind);
    addFirst(byName, qualified, kind);
    for (const version of kind.versions)
      byKind.set(kindId(groupVersion(kind.group, version), kind.kind), kind);
    for (const name of resourceNames(kind)) addFirst(byResource, name, kind);
  }
  // Short names never hide a resource's own name, whichever group is served first.
  for (const kind of kinds) for (const name of kind.shortNames) addFirst(byResource, name, kind);
  return {
    all: kinds,
    byResource: (name) => byResource.get(name.toLowerCase()),
    byKind: (apiVersion, kind) => byKind.get(kindId(apiVersion, kind)),
    named: (kind) => byName.get(kind),
    keyOf: (kind) => keys.get(kind) ?? kind.kind,
  };
}

function* resourceNames(kind: KindDeclaration): Iterable<string> {
  for (const name of [kind.plural, kind.singular]) {
    yield name;
    if (kind.group === '') continue;
    // Any leading part of the group is enough, as in `vs.networking`.
    const parts = kind.group.split('.');
    for (let end = 1; end <= parts.length; end++) {
      const group = parts.slice(0, end).join('.');
      yield `${name}.${group}`;
      for (const version of kind.versions) yield `${name}.${version}.${group}`;
    }
  }
  for (const name of kind.shortNames) if (kind.group !== '') yield `${name}.${kind.group}`;
}

function groupVersion(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

function kindId(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}

function addFirst<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
