import type { Completer } from '../../command';
import type { ShellWorld } from '../../context';

/** Names of namespaces. */
export const completeNamespaces: Completer = (word, _before, world) =>
  world.api
    .list('Namespace')
    .map((namespace) => namespace.metadata.name)
    .filter((name) => name.startsWith(word));

/** Files and directories that may hold manifests. */
export const completeYamlFiles: Completer = (word, _before, world) => {
  const slash = word.lastIndexOf('/');
  const folder = slash < 0 ? '' : word.slice(0, slash + 1);
  const directory = world.files.resolve(folder === '' ? '.' : folder, '~');
  if (!world.files.isDirectory(directory)) return [];
  return world.files
    .list(directory)
    .filter((name) => name.endsWith('/') || /\.(?:ya?ml|json)$/.test(name))
    .map((name) => folder + name)
    .filter((name) => name.startsWith(word));
};

/** Resource types first, then names of objects of the type typed before. */
export const completeResources: Completer = (word, before, world) => {
  const type = before.find(
    (candidate) => !candidate.startsWith('-') && world.api.kinds.byResource(candidate),
  );
  if (type !== undefined) return namesOf(type, before, world).filter((name) => name.startsWith(word));
  const slash = word.indexOf('/');
  if (slash > 0) {
    const prefix = word.slice(0, slash);
    return namesOf(prefix, before, world)
      .map((name) => `${prefix}/${name}`)
      .filter((name) => name.startsWith(word));
  }
  const comma = word.lastIndexOf(',') + 1;
  return world.api.kinds.all
    .map((kind) => word.slice(0, comma) + kind.plural)
    .filter((name) => name.startsWith(word));
};

/** Names of pods, and of workloads as `deployment/name`. */
export const completePods: Completer = (word, before, world) => [
  ...namesOf('pods', before, world).filter((name) => name.startsWith(word)),
  ...namesOf('deployments', before, world)
    .map((name) => `deployment/${name}`)
    .filter((name) => word.startsWith('d') && name.startsWith(word)),
];

function namesOf(type: string, before: readonly string[], world: ShellWorld): readonly string[] {
  const kind = world.api.kinds.byResource(type);
  if (!kind) return [];
  const flag = before.findIndex((candidate) => candidate === '-n' || candidate === '--namespace');
  const namespace = flag < 0 ? 'default' : (before[flag + 1] ?? 'default');
  return world.api.list(world.api.kinds.keyOf(kind), namespace).map((object) => object.metadata.name);
}
