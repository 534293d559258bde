import type { Field } from '../../../kinds/field';
import { isClaimHeader } from '../../../validation/checks/claim-header';
import { defineAnalyzer } from '../../analyzer';
import { resolveName } from '../../context';
import { selectorMatches } from '../../selector';

/** Routes by claims of a token need a RequestAuthentication at the gateway's pods. */
export const virtualServiceClaimsWithoutAuthentication = defineAnalyzer({
  name: 'virtualservice.JWTClaimRouteAnalyzer',
  description:
    'Checks the VirtualService using JWT claim based routing has corresponding RequestAuthentication',
  inputs: ['VirtualService', 'RequestAuthentication', 'Gateway', 'Pod'],
  analyze(context, report) {
    const policies = context.all('RequestAuthentication').map(({ namespace, spec }) => ({
      namespace,
      labels: spec.at('selector').at('matchLabels').textMap,
    }));
    for (const service of context.all('VirtualService')) {
      const claim = firstClaim(service.spec);
      if (!claim) continue;
      for (const gatewayName of service.spec.at('gateways').texts) {
        const name = resolveName(service.namespace, gatewayName);
        const gateway = gatewayName === 'mesh' ? undefined : context.find('Gateway', name);
        if (!gateway) continue;
        const selector = gateway.spec.at('selector').textMap;
        for (const pod of context.all('Pod')) {
          if (!selectorMatches(selector, pod.labels)) continue;
          const isCovered = policies.some(
            ({ namespace, labels }) =>
              ['istio-system', pod.namespace].includes(namespace) && selectorMatches(labels, pod.labels),
          );
          if (isCovered) continue;
          const args = [claim.name, name, pod.name];
          report(service, 'JwtClaimBasedRoutingWithoutRequestAuthN', args, {
            path: claim.field.path,
            linePath: '',
          });
        }
      }
    }
  },
});

function firstClaim(spec: Field): { readonly name: string; readonly field: Field } | undefined {
  for (const rule of spec.at('http').items) {
    for (const match of rule.at('match').items) {
      for (const [name, field] of [...match.at('headers').entries, ...match.at('withoutHeaders').entries]) {
        if (isClaimHeader(name)) return { name, field };
      }
    }
  }
  return undefined;
}
