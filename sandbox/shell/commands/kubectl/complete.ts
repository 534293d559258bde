import type { Completer } from '../../command';
import type { ShellWorld } from '../../context';
import { KubectlError } from './failure';
import { readKubeconfig } from './kubeconfig';

/** Names of namespaces. */
export const completeNamespaces: Completer = (word, _before, world) =>
  world.api
    .list('Namespace')
    .map((namespace) => namespace.metadata.name)
    .filter((name) => name.startsWith(word));

/** Resource types first, then names of objects of the type typed before. */
export const completeResources: Completer = (word, before, world) => {
  const type = before.find(
    (candidate) => !candidate.startsWith('-') && world.api.kinds.byResource(candidate),
  );
  if (type !== undefined) return namesOf(type, world).filter((name) => name.startsWith(word));
  const slash = word.indexOf('/');
  if (slash > 0) {
    const prefix = word.slice(0, slash);
    return namesOf(prefix, world)
      .map((name) => `${prefix}/${name}`)
      .filter((name) => name.startsWith(word));
  }
  const comma = word.lastIndexOf(',') + 1;
  return world.api.kinds.all
    .map((kind) => word.slice(0, comma) + kind.plural)
    .filter((name) => name.startsWith(word));
};

/** Names of pods, and of workloads as `deployment/name`. */
export const completePods: Completer = (word, _before, world) => [
  ...namesOf('pods', world).filter((name) => name.startsWith(word)),
  ...['deployment', 'statefulset', 'daemonset']
    .filter((type) => word !== '' && (type.startsWith(word) || word.startsWith(type)))
    .flatMap((type) => namesOf(type, world).map((name) => `${type}/${name}`))
    .filter((name) => name.startsWith(word)),
];

function namesOf(type: string, world: ShellWorld): readonly string[] {
  const kind = world.api.kinds.byResource(type);
  if (!kind) return [];
  const namespace = currentNamespace(world);
  return world.api.list(world.api.kinds.keyOf(kind), namespace).map((object) => object.metadata.name);
}

/** The namespace of the context in use; a kubeconfig that cannot be read completes as if there were none. */
function currentNamespace(world: ShellWorld): string {
  try {
    const config = readKubeconfig(world.files);
    return config.contexts.find(({ name }) => name === config.currentContext)?.namespace ?? 'default';
  } catch (error) {
    if (error instanceof KubectlError) return 'default';
    throw error;
  }
}
