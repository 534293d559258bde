import { defineAnalyzer } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { scopesOf } from '../../hosts';
import type { Resource } from '../../resource';

interface Use {
  readonly protocol: string;
  readonly entry: Resource;
}

interface Target {
  readonly scope: string;
  readonly host: string;
  readonly port: number;
  readonly uses: Use[];
}

/** Several ServiceEntries for one host and port must agree on the protocol. */
export const serviceEntryConflictingProtocol = defineAnalyzer({
  name: 'serviceentry.ConflictingServiceEntryProtocolAnalyzer',
  description: 'Checks if multiple ServiceEntries define the same host and port with different protocols',
  inputs: ['ServiceEntry'],
  analyze(context, report) {
    const targets = targetsOf(context);
    const reported = new Set<string>();
    for (const target of targets.values()) {
      const shared = target.scope === '*' ? undefined : targets.get(keyOf('*', target.host, target.port));
      const uses = [...target.uses, ...(shared?.uses ?? [])];
      const protocols = [...new Set(uses.map(({ protocol }) => protocol.toUpperCase()))].sort();
      if (protocols.length < 2) continue;
      const names = [...new Set(uses.map(({ entry }) => entry.fullName))].sort();
      for (const { entry } of uses) {
        if (reported.has(entry.fullName)) continue;
        reported.add(entry.fullName);
        const args = [names.join(', '), target.host, target.port, protocols.join(', ')];
        const place = { path: 'spec.ports', linePath: 'metadata.name' };
        report(entry, 'ConflictingServiceEntryProtocol', args, place);
      }
    }
  },
});

function keyOf(scope: string, host: string, port: number): string {
  return `${scope}/${host}:${String(port)}`;
}

function targetsOf(context: AnalysisContext): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const entry of context.all('ServiceEntry')) {
    for (const scope of scopesOf(entry.spec.at('exportTo'), entry.namespace)) {
      for (const host of entry.spec.at('hosts').texts) {
        for (const field of entry.spec.at('ports').items) {
          const port = field.at('number').number;
          const key = keyOf(scope, host, port);
          const target = targets.get(key) ?? { scope, host, port, uses: [] };
          targets.set(key, target);
          target.uses.push({ protocol: field.at('protocol').text, entry });
        }
      }
    }
  }
  return targets;
}
