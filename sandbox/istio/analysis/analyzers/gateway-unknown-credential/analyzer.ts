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
        } else if (!holdsCertificate(secret)) {
          report(gateway, 'InvalidGatewayCredential', [gateway.name, pod.namespace], name.path);
        }
      }
    }
  },
});

/** Whether a secret has a certificate under one of the names that gateways read. */
function holdsCertificate(secret: Resource): boolean {
  const [data, plain] = [secret.root.at('data'), secret.root.at('stringData')];
  const read = (name: string): string => plain.at(name).text || decodeBase64(data.at(name).text);
  for (const [certificate, key] of [
    ['tls.crt', 'tls.key'],
    ['cert', 'key'],
  ] as const) {
    if (read(certificate) !== '' && read(key) !== '') return isCertificate(read(certificate));
  }
  return false;
}

/** PEM around what starts as an ASN.1 sequence of the length it says. */
function isCertificate(pem: string): boolean {
  const body = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(pem)?.[1];
  if (body === undefined) return false;
  const bytes = decodeBase64(body.replace(/\s/g, ''));
  return bytes.charCodeAt(0) === 0x30 && derLength(bytes) === bytes.length;
}

function derLength(bytes: string): number {
  const first = bytes.charCodeAt(1);
  if (!(first > 0x80)) return 2 + first;
  let length = 0;
  const count = first - 0x80;
  for (let at = 0; at < count; at++) length = length * 256 + bytes.charCodeAt(2 + at);
  return 2 + count + length;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** One character per byte; empty when the text is not base64. */
function decodeBase64(text: string): string {
  const digits = text.replace(/=+$/, '');
  if (/[^A-Za-z0-9+/]/.test(digits)) return '';
  let [bits, count, bytes] = [0, 0, ''];
  for (const digit of digits) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += String.fromCharCode((bits >> count) & 0xff);
  }
  return bytes;
}
