import type { Field } from '../../kinds/field';
import { joined } from '../findings';
import {
  emptyValueProblem,
  ipProblems,
  portProblems,
  serviceAccountProblem,
  wildcardProblem,
} from './values';

/** Why a `when` condition is wrong: its key, its values. */
export function conditionProblems(condition: Field): readonly string[] {
  const key = condition.at('key').text;
  if (key === '') return ['`key` must not be empty'];
  const [values, notValues] = [condition.at('values').texts, condition.at('notValues').texts];
  if (values.length === 0 && notValues.length === 0) {
    return [`at least one of \`values\` or \`notValues\` must be set for key ${key}`];
  }
  return [['value', values] as const, ['notValue', notValues] as const].flatMap(([name, list]) => {
    const problem = attributeProblem(key, list);
    return problem === undefined ? [] : [`invalid \`${name}\` for \`key\` ${key}: ${problem}`];
  });
}

type ValuesCheck = (key: string, values: readonly string[]) => string | undefined;

const anything: ValuesCheck = () => undefined;
const addresses: ValuesCheck = (_, values) => listText(ipProblems(values));

/** Attributes by their whole name. */
const exact: Readonly<Record<string, ValuesCheck>> = {
  'source.ip': addresses,
  'remote.ip': addresses,
  'source.namespace': anything,
  'source.serviceAccount': serviceAccountProblem,
  'source.principal': anything,
  'source.trustDomain': wildcardProblem,
  'request.auth.principal': anything,
  'request.auth.audiences': anything,
  'request.auth.presenter': anything,
  'destination.ip': addresses,
  'destination.port': (_, values) => listText(portProblems(values)),
  'connection.sni': anything,
  'destination.namespace': (key) => `attribute ${key} is replaced by the metadata.namespace`,
  'destination.name': (key) => `deprecated attribute ${key}: only supported in v1alpha1`,
  'destination.user': (key) => `deprecated attribute ${key}: only supported in v1alpha1`,
};

/** Attributes that go on with a key of their own: `request.headers[name]`. */
const prefixed: readonly (readonly [string, ValuesCheck])[] = [
  ['request.headers', mapKeyProblem],
  ['request.auth.claims', mapKeyProblem],
  ['experimental.envoy.filters.', mapKeyProblem],
  ['destination.labels', (key) => `attribute ${key} is replaced by the workload selector`],
];

function attributeProblem(key: string, values: readonly string[]): string | undefined {
  const empty = emptyValueProblem(key, values);
  if (empty !== undefined) return empty;
  const check =
    (Object.hasOwn(exact, key) ? exact[key] : undefined) ??
    prefixed.find(([prefix]) => key.startsWith(prefix))?.[1];
  return check ? check(key, values) : `unknown attribute: ${key}`;
}

function mapKeyProblem(key: string): string | undefined {
  const open = key.indexOf('[');
  return key.endsWith(']') && open > 0 && open < key.length - 2
    ? undefined
    : `bad key (${key}): should have format a[b]`;
}

function listText(problems: readonly string[]): string | undefined {
  return problems.length === 0 ? undefined : joined(problems, true);
}
