import { defineAnalyzer } from '../../analyzer';
import type { Field } from '../../../kinds/field';

/** TLS that starts without knowing who may have signed the server's certificate. */
export const destinationRuleUnverifiedServer = defineAnalyzer({
  name: 'destinationrule.CaCertificateAnalyzer',
  description: 'Checks if caCertificates is set when TLS mode is SIMPLE/MUTUAL',
  inputs: ['DestinationRule'],
  analyze(context, report) {
    for (const rule of context.all('DestinationRule')) {
      const policy = rule.spec.at('trafficPolicy');
      const selects = rule.spec.has('workloadSelector');
      const about = (tls: Field): readonly string[] => [
        rule.fullName,
        rule.namespace,
        tls.at('mode').text,
        rule.spec.at('host').text,
      ];
      const tls = policy.at('tls');
      if (isUnverified(tls, selects)) {
        report(rule, 'NoServerCertificateVerificationDestinationLevel', about(tls), placeOf(tls));
      }
      for (const port of policy.at('portLevelSettings').items) {
        const portTls = port.at('tls');
        if (!isUnverified(portTls, selects)) continue;
        const number = port.at('port').at('number').number;
        const printed = number === 0 ? '' : `number:${String(number)}`;
        const args = [...about(portTls), printed];
        report(rule, 'NoServerCertificateVerificationPortLevel', args, placeOf(portTls));
      }
    }
  },
});

function isUnverified(tls: Field, selectsWorkloads: boolean): boolean {
  const starts = ['SIMPLE', 'MUTUAL'].includes(tls.at('mode').text);
  const fromSecret = tls.at('credentialName').text !== '' && selectsWorkloads;
  return starts && tls.at('caCertificates').text === '' && !fromSecret;
}

/** istioctl names the line of the missing field, which falls back to the object's first one. */
function placeOf(tls: Field): { readonly path: string; readonly linePath: string } {
  return {
    path: tls.at('mode').path,
    linePath: tls.has('caCertificates') ? tls.at('caCertificates').path : '',
  };
}
