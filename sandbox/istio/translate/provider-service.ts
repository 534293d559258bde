import type { Service } from '../discovery/index';
import type { Context } from './context';

/** The service that a provider of the mesh names: `host` where only one namespace has it, or `namespace/host`. */
export function providerService({ snapshot: { registry } }: Context, name: string): Service | undefined {
  const slash = name.indexOf('/');
  const named = registry.named(name.slice(slash + 1));
  const candidates = slash < 0 ? [...named.values()] : [named.get(name.slice(0, slash))];
  return candidates.length > 1 ? undefined : candidates[0];
}
