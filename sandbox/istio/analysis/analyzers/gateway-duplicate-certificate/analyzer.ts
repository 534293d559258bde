import { defineAnalyzer } from '../../analyzer';
import type { Field } from '../../../kinds/field';
import type { Resource } from '../../resource';

/** One certificate in two gateways: browsers reuse an HTTP/2 connection of the one for hosts of the other. */
export const gatewayDuplicateCertificate = defineAnalyzer({
  name: 'gateway.CertificateAnalyzer',
  description: 'Checks a gateway certificate',
  inputs: ['Gateway'],
  analyze(context, report) {
    const gateways = context.all('Gateway');
    for (const gateway of gateways) {
      for (const other of gateways) {
        if (other.fullName === gateway.fullName || !selectsPodsOf(gateway, other)) continue;
        for (const tls of tlsOf(gateway)) {
          for (const otherTls of tlsOf(other)) {
            if (!haveSameCertificate(tls, otherTls)) continue;
            const place = { path: tls.path, linePath: 'metadata.name' };
            report(gateway, 'GatewayDuplicateCertificate', [[gateway.fullName, other.fullName]], place);
          }
        }
      }
    }
  },
});

function tlsOf(gateway: Resource): readonly Field[] {
  return gateway.spec
    .at('servers')
    .items.map((server) => server.at('tls'))
    .filter((tls) => tls.isSet);
}

/** Whether every label that the first asks for is asked for by the second too. */
function selectsPodsOf(gateway: Resource, other: Resource): boolean {
  const theirs = other.spec.at('selector').textMap;
  return gateway.spec.at('selector').entries.every(([key, value]) => theirs[key] === value.text);
}

function haveSameCertificate(one: Field, other: Field): boolean {
  const names = [one.at('credentialName').text, other.at('credentialName').text];
  if (names.every((name) => name !== '')) return names[0] === names[1];
  if (names.some((name) => name !== '')) return false;
  return ['serverCertificate', 'privateKey'].every(
    (file) => one.at(file).text !== '' && one.at(file).text === other.at(file).text,
  );
}
