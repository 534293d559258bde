import { parseToken } from '../../../sandbox/envoy/filters/jwt-authn/token';
import { parseYaml } from '../../../sandbox/lib/yaml/index';
import type { JwtRule } from '../../../sandbox/istio/discovery/api/index';
import type { Tokens } from './go-expressions';

/**
 * Answers of a template whether calls are about all that its rules set: where tokens are looked for, for whom they are
 * made out, and what goes on to the application. Rules that set nothing of the kind suit any call.
 * @param facts what the calls send and look for, in Go
 */
export function settingsIn(facts: string, tokens: Tokens): (template: string) => boolean {
  const said = facts.toLowerCase();
  const isNamed = (header: string): boolean => said.includes(`"${header.toLowerCase()}"`);
  const sent = [...facts.matchAll(/jwt\.(\w+)/g)].map(([, name = '']) => parseToken(tokens[name] ?? ''));
  const isMadeOut = sent.some((token) => typeof token !== 'string' && token.audiences.length > 0);

  const used = (rule: JwtRule): readonly boolean[] => [
    ...(rule.fromParams ?? []).map((name) => said.includes(`${name.toLowerCase()}=`)),
    ...[
      ...(rule.fromHeaders ?? []).map(({ name }) => name),
      ...(rule.outputClaimToHeaders ?? []).map(({ header }) => header),
      ...(rule.outputPayloadToHeader === undefined ? [] : [rule.outputPayloadToHeader]),
    ].map(isNamed),
    ...(rule.audiences === undefined ? [] : [isMadeOut]),
    ...(rule.forwardOriginalToken === true ? [facts.includes('headers.Authorization')] : []),
    ...(rule.timeout === undefined ? [] : [false]), // no call says how long a server takes
  ];
  return (template) => {
    const settings = rulesOf(template).flatMap(used);
    return settings.length > 0 && settings.every(Boolean);
  };
}

function rulesOf(template: string): readonly JwtRule[] {
  const yaml = template.replaceAll(/\{\{.*?\}\}/g, 'open');
  return parseYaml(yaml, { file: 'template.yaml' }).documents.flatMap(
    ({ value }) =>
      (value as { readonly spec?: { readonly jwtRules?: readonly JwtRule[] } } | undefined)?.spec?.jwtRules ??
      [],
  );
}
