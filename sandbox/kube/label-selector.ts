import { record, records, string, stringMap } from './read';

type Labels = Readonly<Record<string, string>> | undefined;

/** Whether labels satisfy a LabelSelector (`matchLabels`, `matchExpressions`); an empty selector takes everything. */
export function matchesSelector(selector: unknown, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = record(selector);
  return (
    matchesLabels(stringMap(matchLabels), labels) &&
    records(matchExpressions).every((requirement) => holds(requirement, labels ?? {}))
  );
}

/** Whether every wanted label is there with its value. */
export function matchesLabels(wanted: Readonly<Record<string, string>>, labels: Labels): boolean {
  for (const key of Object.keys(wanted)) if (labels?.[key] !== wanted[key]) return false;
  return true;
}

/** One condition of a selector as typed after `-l`. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** Whether labels meet every requirement. */
export function meets(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every(({ key, operator, values }) => holds({ key, operator, values }, labels ?? {}));
}

function holds(
  requirement: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = labels[string(requirement['key'])];
  const values = Array.isArray(requirement['values']) ? (requirement['values'] as readonly unknown[]) : [];
  switch (requirement['operator']) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
