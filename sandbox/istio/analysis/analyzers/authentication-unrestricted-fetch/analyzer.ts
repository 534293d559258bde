import { defineAnalyzer } from '../../analyzer';
import type { Resource } from '../../resource';

const variable = 'BLOCKED_CIDRS_IN_JWKS_URIS';

/** istiod fetches keys from wherever a RequestAuthentication says unless it is told what to leave alone. */
export const authenticationUnrestrictedFetch = defineAnalyzer({
  name: 'authn.BlockedCIDRsAnalyzer',
  description: `Checks that ${variable} is configured on istiod when RequestAuthentication resources exist`,
  inputs: ['RequestAuthentication', 'Deployment'],
  analyze(context, report) {
    const names = context.all('RequestAuthentication').map((policy) => policy.fullName);
    if (names.length === 0) return;
    for (const deployment of context.all('Deployment')) {
      if (deployment.labels.app !== 'istiod' || isRestricted(deployment)) continue;
      const shown = names.slice(0, 5).join(', ');
      const list = names.length > 5 ? `${shown}, and ${String(names.length - 5)} more` : shown;
      report(deployment, 'JwksUriFetchUnrestricted', [names.length, list]);
    }
  },
});

function isRestricted(deployment: Resource): boolean {
  const containers = deployment.spec.at('template').at('spec').at('containers').items;
  return containers.some((container) =>
    container
      .at('env')
      .items.some((entry) => entry.at('name').text === variable && entry.at('value').text !== ''),
  );
}
