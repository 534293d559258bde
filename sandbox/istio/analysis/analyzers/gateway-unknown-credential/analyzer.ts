import { decodeBytes } from '../../../../lib/base64';
import { octetText } from '../../../../lib/octet-text';
import { parseCertificates } from '../../../../lib/x509/index';
import { defineAnalyzer } from '../../analyzer';
import { resolveName } from '../../context';
import { podsByLabels } from '../../label-index';
import type { Resource } from '../../resource';
import { printSelector, selectorPath } from '../../selector';

/** Secrets that a gateway names must exist where its pods run, and hold a certificate. */
export const gatewayUnknownCredential = defineAnalyzer({
  name: 'gateway.SecretAnalyzer',
  description: "Checks a gateway's referenced secrets for correctness",
  inputs: ['Gateway', 'Pod', 'Secret'],
  analyze(context, report) {
    for (const gateway of context.all('Gateway')) {
      const selector = gateway.spec.at('selector').textMap;
      const pod = podsByLabels(context).selectedBy(selector)[0];
      if (!pod || pod.namespace === '') {
        const place = selectorPath('spec.selector', selector);
        report(gateway, 'ReferencedResourceNotFound', ['selector', printSelector(selector)], place);
        continue;
      }
      for (const server of gateway.spec.at('servers').items) {
        const name = server.at('tls').at('credentialName');
        if (name.text === '') continue;
        const secret = context.find('Secret', resolveName(pod.namespace, name.text));
        if (!secret) {
          report(gateway, 'ReferencedResourceNotFound', ['credentialName', name.text], name.path);
        } else if (!holdsCertificate(secret, context.nowMs)) {
          report(gateway, 'InvalidGatewayCredential', [gateway.name, pod.namespace], name.path);
        }
      }
    }
  },
});

const NO_BYTES = new Uint8Array();

/** Whether a secret has a certificate under one of the names that gateways read, of the first of them that it has. */
function holdsCertificate(secret: Resource, nowMs: number | undefined): boolean {
  const [data, plain] = [secret.root.at('data'), secret.root.at('stringData')];
  const read = (name: string): string =>
    plain.at(name).text || octetText(decodeBytes(data.at(name).text) ?? NO_BYTES);
  for (const [certificate, key] of [
    ['cert', 'key'],
    ['tls.crt', 'tls.key'],
  ] as const) {
    if (read(certificate) !== '' && read(key) !== '') return isCertificate(read(certificate), nowMs);
  }
  return false;
}

/** What gateways can use: certificates of today. @param nowMs epoch milliseconds; undefined = whenever */
function isCertificate(pem: string, nowMs: number | undefined): boolean {
  const [first] = parseCertificates(pem);
  if (first === undefined) return false;
  return nowMs === undefined || (nowMs >= first.notBeforeMs && nowMs <= first.notAfterMs);
}
