import { defineAnalyzer } from '../../analyzer';
import type { Field } from '../../../kinds/field';
import type { Resource } from '../../resource';

/** One certificate in two gateways: browsers reuse an HTTP/2 connection of the one for hosts of the other. */
export const gatewayDuplicateCertificate = defineAnalyzer({
  name: 'gateway.CertificateAnalyzer',
  description: 'Checks a gateway certificate',
  inputs: ['Gateway'],
  analyze(context, report) {
    const byCertificate = new Map<string, Resource[]>();
    for (const gateway of context.all('Gateway')) {
      for (const { certificate } of certificatesOf(gateway)) {
        const holders = byCertificate.get(certificate) ?? [];
        byCertificate.set(certificate, holders);
        holders.push(gateway);
      }
    }
    for (const gateway of context.all('Gateway')) {
      for (const { certificate, path } of certificatesOf(gateway)) {
        for (const other of byCertificate.get(certificate) ?? []) {
          if (other === gateway || !selectsPodsOf(gateway, other)) continue;
          const place = { path, linePath: 'metadata.name' };
          report(gateway, 'GatewayDuplicateCertificate', [[gateway.fullName, other.fullName]], place);
        }
      }
    }
  },
});

interface Certificate {
  readonly path: string;
  /** Equal for the same certificate. */
  readonly certificate: string;
}

/** The certificates that the servers of a gateway name: a credential, or a pair of files. */
function certificatesOf(gateway: Resource): readonly Certificate[] {
  return gateway.spec.at('servers').items.flatMap((server) => {
    const tls = server.at('tls');
    const certificate = nameOf(tls);
    return certificate === undefined ? [] : [{ path: tls.path, certificate }];
  });
}

function nameOf(tls: Field): string | undefined {
  const credential = tls.at('credentialName').text;
  if (credential !== '') return `credential ${credential}`;
  const files = [tls.at('serverCertificate').text, tls.at('privateKey').text];
  return files.includes('') ? undefined : `files ${files.join(' ')}`;
}

/** Whether every label that the first asks for is asked for by the second too. */
function selectsPodsOf(gateway: Resource, other: Resource): boolean {
  const theirs = other.spec.at('selector').textMap;
  return gateway.spec.at('selector').entries.every(([key, value]) => theirs[key] === value.text);
}
