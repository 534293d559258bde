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

/**
 * Reads a selector as typed after `-l`: `app=a,tier!=b,env in (x, y),!old`.
 * Answers the text of what is wrong with it instead when it cannot be read.
 */
export function parseSelector(text: string): readonly Requirement[] | string {
  const requirements: Requirement[] = [];
  for (const part of splitParts(text)) {
    const requirement = parseRequirement(part.trim());
    if (typeof requirement === 'string') return requirement;
    if (requirement) requirements.push(requirement);
  }
  return requirements;
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

function splitParts(text: string): readonly string[] {
  return text.split(/,(?![^(]*\))/);
}

const WORD = '[A-Za-z0-9._/-]+';
const FORMS: readonly (readonly [RegExp, Requirement['operator']])[] = [
  [new RegExp(`^!\\s*(${WORD})$`), 'DoesNotExist'],
  [new RegExp(`^(${WORD})$`), 'Exists'],
  [new RegExp(`^(${WORD})\\s*==?\\s*([^=!,()]*)$`), 'In'],
  [new RegExp(`^(${WORD})\\s*!=\\s*([^=!,()]*)$`), 'NotIn'],
  [new RegExp(`^(${WORD})\\s+in\\s*\\(([^()]*)\\)$`), 'In'],
  [new RegExp(`^(${WORD})\\s+notin\\s*\\(([^()]*)\\)$`), 'NotIn'],
];

function parseRequirement(text: string): Requirement | string | undefined {
  if (text === '') return undefined;
  for (const [form, operator] of FORMS) {
    const match = form.exec(text);
    const [, key, values] = match ?? [];
    if (key === undefined) continue;
    return {
      key,
      operator,
      values: values === undefined ? [] : values.split(',').map((value) => value.trim()),
    };
  }
  return `unable to parse requirement: found '${text.replace(/^[A-Za-z0-9._/-]*\s*/, '').slice(0, 20)}', expected: in, notin, =, ==, !=, gt, lt`;
}
