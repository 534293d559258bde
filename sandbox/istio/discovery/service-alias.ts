import { compareText } from '../../lib/compare-text';
import type { Service } from './service';

/** Gives every concrete service the ExternalName services that point at it, through any number of hops; loops name nothing. */
export function resolveAliases(services: readonly Service[]): readonly Service[] {
  const targets = new Map<string, string>();
  for (const service of services) {
    if (service.resolution === 'alias') targets.set(service.hostname, service.externalName ?? '');
  }
  if (targets.size === 0) return services;
  const aliasesOf = new Map<string, Service[]>();
  for (const service of services) {
    const concrete = service.resolution === 'alias' ? follow(service.hostname, targets) : undefined;
    if (concrete === undefined) continue;
    const aliases = aliasesOf.get(concrete) ?? [];
    aliases.push(service);
    aliasesOf.set(concrete, aliases);
  }
  return services.map((service) => {
    const aliases = aliasesOf.get(service.hostname);
    if (aliases === undefined) return service;
    aliases.sort((a, b) => compareText(a.namespace, b.namespace) || compareText(a.hostname, b.hostname));
    return { ...service, aliases: aliases.map((alias) => alias.hostname) };
  });
}

function follow(start: string, targets: ReadonlyMap<string, string>): string | undefined {
  const seen = new Set([start]);
  let current = start;
  for (;;) {
    const next = targets.get(current);
    if (next === undefined) return current;
    if (seen.has(next)) return undefined;
    seen.add(next);
    current = next;
  }
}
