// data table
import type { Hole, Restored } from './restore';

const DIRECTORY = 'tests/integration/security';

/** The templates that the file of the test names, whichever part of the test applies them. */
const ALL_TEMPLATES = [
  'aud',
  'authn-authz',
  'authn-only',
  'forward',
  'headers-params',
  'invalid-jwks',
  'remote',
  'timeout',
].map((name) => `testdata/requestauthn/${name}.yaml.tmpl`);

/** A table by the file and line it begins at. */
function table(place: string, ...holes: readonly Hole[]): readonly [string, Restored] {
  return [place, { source: `${DIRECTORY}/${place}`, holes }];
}

/** A part of the token tests, by the line its cases begin at, and the template that it applies. */
function part(line: number, template?: string): readonly [string, Restored] {
  const value = template === undefined ? [] : [`testdata/requestauthn/${template}.yaml.tmpl`];
  return table(`jwt_test.go:${String(line)}`, { at: ['policyTemplates'], recorded: ALL_TEMPLATES, value });
}

/** A condition: a function by its name, or made of others. */
type Condition =
  { readonly $ident: string } | { readonly $call: 'not' | 'or'; readonly args: readonly Condition[] };

const named = (name: string): Condition => ({ $ident: name });
const not = (condition: Condition): Condition => ({ $call: 'not', args: [condition] });
const or = (...args: readonly Condition[]): Condition => ({ $call: 'or', args });

const always = named('always');
const never = named('never');
const notNaked = not(or(named('fromNaked'), named('toNaked')));
const notFromNaked = not(named('fromNaked'));
const notToNaked = not(named('toNaked'));
const toIstioSubset = named('toMigrationIstioSubset');
const toOtherSubset = named('toMigrationNonIstioSubset');

/** The same with functions as the recording has them, which are all alike. */
function unnamed(condition: Condition): unknown {
  return '$ident' in condition
    ? { $func: true, facts: [] }
    : { $call: condition.$call, args: condition.args.map(unnamed) };
}

function row(name: string, expectSuccess: Condition, expectMTLS: Condition): readonly Hole[] {
  return Object.entries({ expectSuccess, expectMTLS }).map(([field, value]) => ({
    at: ['rows', name, field],
    recorded: unnamed(value),
    value,
  }));
}

/** Tables of the end-to-end tests of policies, by the file and line they begin at. */
export const authzE2e: Readonly<Record<string, Restored>> = Object.fromEntries([
  part(84, 'authn-only'),
  part(183, 'authn-authz'),
  part(212),
  part(224, 'forward'),
  part(241, 'remote'),
  part(258, 'timeout'),
  part(271, 'aud'),
  part(302, 'invalid-jwks'),
  part(330, 'headers-params'),
  // Which clusters of several are reached is not restored: one cluster is simulated.
  table(
    'reachability_test.go:107',
    ...row('global mtls strict', notNaked, notNaked),
    ...row('global mtls permissive', notToNaked, notNaked),
    ...row('global mtls disabled', always, never),
    ...row('global plaintext to mtls permissive', always, never),
    ...row('global automtls strict', notFromNaked, notNaked),
    ...row('global automtls disable', always, never),
    ...row('global automtls passthrough', always, notNaked),
    ...row('global no peer authn', notToNaked, notNaked),
    ...row('mtls strict', notNaked, notNaked),
    ...row('mtls permissive', notToNaked, notNaked),
    ...row('mtls disabled', always, never),
    ...row('mtls port override', always, never),
    ...row('migration no tls', always, toIstioSubset),
    ...row('migration tls disabled', toOtherSubset, never),
    ...row('migration tls mutual', toIstioSubset, toIstioSubset),
  ),
]);
