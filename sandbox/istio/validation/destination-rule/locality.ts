import type { Field } from '../../kinds/field';
import { Findings } from '../findings';

const topologyLabels: readonly string[] = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

/** Checks preference for near endpoints. */
export function checkLocality(setting: Field, hasOutlierDetection: boolean): Findings {
  const findings = new Findings();
  if (!setting.isSet) return findings;
  const [distribute, failover] = [setting.at('distribute'), setting.at('failover')];
  if (distribute.items.length > 0 && failover.items.length > 0) {
    findings.error(setting, "can not simultaneously specify 'distribute' and 'failover'");
    return findings;
  }
  const topology = setting.at('failoverPriority').items.find((label) => topologyLabels.includes(label.text));
  if (failover.items.length > 0 && topology) {
    const rule = `'failover' and topology label '${topology.text}' in 'failover_priority'`;
    findings.error(topology, `can not simultaneously set ${rule}`);
    return findings;
  }
  for (const share of distribute.items) {
    const problem = sharesProblem(share.at('to'));
    if (problem !== undefined) {
      findings.error(share.at('to'), problem);
      return findings;
    }
    findings.check(share.at('to'), placesProblem(share.at('to').entries.map(([place]) => place)));
  }
  findings.check(distribute, placesProblem(distribute.items.map((share) => share.at('from').text)));
  checkFailover(setting, hasOutlierDetection, findings, {
    same: 'locality lb failover settings must specify different regions',
    notRegion: 'locality lb failover only specify region',
    wildcard: "locality lb failover region should not contain '*' wildcard",
  });
  return findings;
}

/** Checks preference for the caller's zone. */
export function checkZoneAware(setting: Field, hasOutlierDetection: boolean): Findings {
  const findings = new Findings();
  if (!setting.isSet) return findings;
  for (const label of setting.at('failoverPriority').items) {
    if (!topologyLabels.includes(label.text)) continue;
    findings.error(
      label,
      `'failover_priority' for zone aware lb must not use topology label '${label.text}'; ` +
        'region- and zone-level routing are handled automatically',
    );
  }
  checkFailover(setting, hasOutlierDetection, findings, {
    same: 'zone aware lb failover settings must specify different regions',
    notRegion:
      'zone aware lb failover only specifies region; zone and subzone failover are handled automatically',
    wildcard: "zone aware lb failover region should not contain '*' wildcard",
  });
  return findings;
}

interface FailoverWords {
  readonly same: string;
  readonly notRegion: string;
  readonly wildcard: string;
}

function checkFailover(
  setting: Field,
  hasOutlierDetection: boolean,
  findings: Findings,
  words: FailoverWords,
): void {
  const failover = setting.at('failover');
  const wanted = failover.items.length > 0 || setting.at('failoverPriority').items.length > 0;
  if (wanted && !hasOutlierDetection) {
    findings.warning(setting, 'outlier detection policy must be provided for failover');
  }
  for (const pair of failover.items) {
    const [from, to] = [pair.at('from').text, pair.at('to').text];
    if (from === to) findings.error(pair, words.same);
    if (from.includes('/') || to.includes('/')) findings.error(pair, words.notRegion);
    if (from.includes('*') || to.includes('*')) findings.error(pair, words.wildcard);
  }
}

function sharesProblem(to: Field): string | undefined {
  const shares = to.entries.map(([, share]) => share.number);
  if (shares.some((share) => share <= 0 || share > 100)) return 'locality weight must be in range [1, 100]';
  const total = shares.reduce((sum, share) => sum + share, 0);
  return total === 100 ? undefined : `total locality weight ${String(total)} != 100`;
}

/** Places must be complete, and none may lie inside another; `*` ends a place early. */
function placesProblem(places: readonly string[]): string | undefined {
  const seen: (readonly string[])[] = [];
  for (const place of places) {
    const stars = place.split('*').length - 1;
    if (stars > 1 || (stars === 1 && !place.endsWith('*'))) {
      return `locality ${place} wildcard '*' number can not exceed 1 and must be in the end`;
    }
    const [region = '', zone, ...rest] = place.split('/');
    const parts = [region, zone, rest.length > 0 ? rest.join('/') : undefined].filter(
      (part) => part !== undefined,
    );
    const overlaps = (other: readonly string[]): boolean =>
      covers(other, parts, true) || covers(parts, other, false);
    if (seen.some((other) => other[0] === '*')) return overlap(place);
    if (parts.includes('')) return `locality ${place} must not contain empty region/zone/subzone info`;
    if (seen.some(overlaps)) return overlap(place);
    seen.push(parts);
  }
  return undefined;
}

function overlap(place: string): string {
  return `locality ${place} overlap with previous specified ones`;
}

/** A wildcard covers what comes after it in the list, not what came before. */
function covers(outer: readonly string[], inner: readonly string[], wildcards: boolean): boolean {
  return outer.every((part, index) => (wildcards && part === '*') || part === inner[index]);
}
