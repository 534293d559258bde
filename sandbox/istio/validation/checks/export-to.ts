import type { Field } from '../../kinds/field';
import { Findings } from '../findings';
import { isDnsLabel } from './host-name';

/** What differs between the kinds that have `exportTo`. */
export interface ExportRules {
  /** A ServiceEntry may be exported to nobody (`~`). */
  readonly nobodyAllowed?: boolean;
  /** A DestinationRule that selects workloads stays in its namespace. */
  readonly ownNamespaceOnly?: boolean;
}

/** Checks `exportTo` of an object in a namespace. */
export function checkExportTo(exportTo: Field, namespace: string, rules: ExportRules = {}): Findings {
  const findings = new Findings();
  const seen = new Set<string>();
  for (const item of exportTo.items) {
    const entry = item.text;
    const key = entry === '.' ? namespace : entry;
    if (seen.has(key)) {
      findings.error(
        item,
        key === entry
          ? `duplicate entries in exportTo for entry ${entry}`
          : `duplicate entries in exportTo: . and current namespace ${namespace}`,
      );
      continue;
    }
    const problem = rules.nobodyAllowed === true && entry === '~' ? undefined : entryProblem(key);
    if (problem === undefined) seen.add(key);
    else findings.error(item, problem);
  }
  if (rules.ownNamespaceOnly === true && seen.size > 0) {
    if (!seen.has(namespace)) {
      findings.error(
        exportTo,
        'destination rule with workload selector cannot have exportTo beyond current namespace',
      );
    } else if (seen.size > 1) {
      findings.error(
        exportTo,
        'destination rule with workload selector cannot have multiple entries in exportTo',
      );
    }
  }
  if (seen.has('*') && exportTo.items.length > 1) {
    findings.error(exportTo, 'cannot have both public (*) and non-public exportTo values for a resource');
  }
  if (seen.has('~') && exportTo.items.length > 1) {
    findings.error(exportTo, 'cannot export service entry to no one (~) and someone');
  }
  return findings;
}

function entryProblem(key: string): string | undefined {
  if (key === '.' || key === '*') return undefined;
  if (key === '~') return 'exportTo ~ (none) is not allowed for Istio configuration objects';
  return isDnsLabel(key) ? undefined : 'only .,*, or a valid DNS 1123 label is allowed as exportTo entry';
}
