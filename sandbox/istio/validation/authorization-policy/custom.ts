import type { Field } from '../../kinds/field';
import type { Findings } from '../findings';

/** Identities are decided by the proxy, so an external authorizer cannot be asked by them. */
const refusedSources = [
  ['namespaces', 'From.Namespaces'],
  ['notNamespaces', 'From.NotNamespaces'],
  ['serviceAccounts', 'From.ServiceAccounts'],
  ['notServiceAccounts', 'From.NotServiceAccounts'],
  ['trustDomains', 'From.TrustDomains'],
  ['notTrustDomains', 'From.NotTrustDomains'],
  ['principals', 'From.Principals'],
  ['notPrincipals', 'From.NotPrincipals'],
  ['requestPrincipals', 'From.RequestPrincipals'],
  ['notRequestPrincipals', 'From.NotRequestPrincipals'],
] as const;

const refusedKeys: readonly string[] = [
  'source.namespace',
  'source.serviceAccount',
  'source.trustDomain',
  'source.principal',
];

/** Checks a policy that asks an external authorizer. */
export function checkCustomRules(spec: Field, findings: Findings): void {
  const rules = spec.at('rules');
  if (rules.items.length === 0) {
    findings.error(
      rules,
      'CUSTOM action without `rules` is meaningless as it will never be triggered, ' +
        'add an empty rule `{}` if you want it be triggered for every request',
    );
  } else if (spec.at('provider').at('name').text === '') {
    findings.error(spec, '`provider.name` must not be empty');
  }
  const refuse = (field: Field, name: string): void => {
    findings.error(field, `${name} is currently not supported with CUSTOM action`);
  };
  for (const rule of rules.items) {
    for (const source of rule.at('from').items.map((from) => from.at('source'))) {
      for (const [name, words] of refusedSources) {
        if (source.at(name).items.length > 0) refuse(source.at(name), words);
      }
    }
    for (const when of rule.at('when').items) {
      const key = when.at('key').text;
      if (!when.isSet) findings.error(when, 'when field cannot be nil');
      else if (refusedKeys.includes(key) || key.startsWith('request.auth.')) refuse(when, key);
    }
  }
}
