import { compareText } from '../../../lib/compare-text';
import { isRecord } from '../../../kube/index';
import type { Field } from '../../kinds/field';
import { quote } from '../../../lib/quote';
import type { Findings } from '../findings';
import { prefixMatchOf, type PrefixMatch, isCovered } from './prefix-match';

/**
 * Warns of rules and matches that can never be used: behind a rule without matches, repeated, or below a shorter
 * prefix. Semantics: istio pkg/config/validation, analyzeUnreachableHTTPRules (TCP and TLS alike, without names).
 */
export function warnUnreachable(routes: Field, kind: 'http' | 'tcp' | 'tls', findings: Findings): void {
  const known = new Map<string, string>();
  const prefixes: PrefixMatch[] = [];
  let catchAll = false;
  for (const [index, route] of routes.items.entries()) {
    if (!route.isSet) continue;
    const rule = nameOf(route, index, kind);
    const matches = route.at('match').items;
    if (matches.length === 0) {
      if (catchAll) warnUnused(route, rule, 'only the last rule can have no matches', findings);
      catchAll = true;
      continue;
    }
    let repeated = 0;
    for (const [matchIndex, match] of matches.entries()) {
      if (catchAll) {
        warnUnused(match, rule, 'route without matches defined before', findings);
        continue;
      }
      const name = nameOf(match, matchIndex, kind);
      const key = keyOf(match, kind);
      const earlier = known.get(key);
      if (earlier !== undefined) {
        warnIneffective(match, rule, name, earlier, findings);
        repeated++;
        continue;
      }
      known.set(key, rule);
      const prefix = kind === 'http' ? prefixMatchOf(match, rule, name) : undefined;
      if (prefix) prefixes.push(prefix);
    }
    if (repeated === matches.length) {
      warnUnused(route, rule, 'all matches used by prior rules', findings);
    }
  }
  warnCovered(prefixes, findings);
}

function warnCovered(prefixes: readonly PrefixMatch[], findings: Findings): void {
  for (const [index, earlier] of prefixes.entries()) {
    for (const later of prefixes.slice(index + 1)) {
      if (later.prefix === earlier.prefix || !isCovered(later, earlier)) continue;
      const what = `${later.name} of prefix ${later.prefix}`;
      const by = `${earlier.name} of prefix ${earlier.prefix} on ${earlier.rule}`;
      warnIneffective(later.match, later.rule, what, by, findings);
    }
  }
}

function warnUnused(where: Field, rule: string, reason: string, findings: Findings): void {
  findings.warning(where, `virtualService rule ${rule} not used (${reason})`, {
    type: 'VirtualServiceUnreachableRule',
    args: [rule, reason],
  });
}

function warnIneffective(where: Field, rule: string, match: string, by: string, findings: Findings): void {
  findings.warning(
    where,
    `virtualService rule ${rule} match ${match} is not used (duplicate/overlapping match in rule ${by})`,
    { type: 'VirtualServiceIneffectiveMatch', args: [rule, match, by] },
  );
}

/** The name between quotes, or the number; only HTTP rules and matches have names. */
function nameOf(field: Field, index: number, kind: string): string {
  const name = kind === 'http' ? field.at('name').text : '';
  return name === '' ? `#${String(index)}` : quote(name);
}

/** Equal matches have equal keys: the name does not count, nor the order of fields. */
function keyOf(match: Field, kind: string): string {
  const { value } = match;
  if (kind !== 'http' || !isRecord(value)) return canonical(value);
  const { name: _, ...others } = value;
  return canonical(others);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined && field !== null)
    .sort(([one], [other]) => compareText(one, other));
  return `{${entries.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
