import { matchesSelector, type KubeObject } from '../../../kube/index';
import type { NamespaceChoice } from '../api/index';

type Namespaces = ReadonlyMap<string, KubeObject>;

/** The hosts of a server, each with the namespaces whose routes may use it; `~` = nobody's. */
export function serverHosts(
  hostname: string | undefined,
  choice: NamespaceChoice | undefined,
  own: string,
  namespaces: Namespaces,
): string[] {
  const host = hostname ?? '*';
  const chosen = chosenNamespaces(choice, own, namespaces).map((namespace) => `${namespace}/${host}`);
  return chosen.length === 0 ? [`~/${host}`] : chosen;
}

/** Whether listeners from a namespace may join a Gateway; by default none may. */
export function acceptsListenersOf(
  namespace: string,
  choice: NamespaceChoice | undefined,
  own: string,
  namespaces: Namespaces,
): boolean {
  switch (choice?.from) {
    case 'All':
      return true;
    case 'Same':
      return namespace === own;
    case 'Selector': {
      const object = namespaces.get(namespace);
      return choice.selector !== undefined && object !== undefined && isSelected(object, choice.selector);
    }
    default:
      return false;
  }
}

function chosenNamespaces(
  choice: NamespaceChoice | undefined,
  own: string,
  namespaces: Namespaces,
): readonly string[] {
  const from = choice?.from ?? 'Same';
  if (from === 'Same') return [own];
  if (from === 'All' || choice?.selector === undefined) return ['*'];
  const { selector } = choice;
  return [...namespaces.values()]
    .filter((object) => isSelected(object, selector))
    .map((object) => object.metadata.name)
    .sort();
}

/** A namespace carries its own name as a label, written or not. */
function isSelected({ metadata }: KubeObject, selector: unknown): boolean {
  return matchesSelector(selector, { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name });
}
