import { defineAnalyzer } from '../../analyzer';
import { isIpAddress } from '../../../../lib/ip-address';
import { parseUrl } from '../../../../lib/go-url';
import type { Resource } from '../../resource';

/** Webhooks of a control plane outside the cluster must be reachable, better by a name. */
export const webhookUnusualAddress = defineAnalyzer({
  name: 'externalcontrolplane.ExternalControlPlaneAnalyzer',
  description: 'Checks that the remote IstioOperator resources reference an external control plane',
  inputs: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
  analyze(context, report) {
    const ofIstio = [
      ...context.all('ValidatingWebhookConfiguration').filter(isValidator),
      ...context
        .all('MutatingWebhookConfiguration')
        .filter(({ name }) => name.startsWith('istio-sidecar-injector')),
    ];
    for (const configuration of ofIstio) {
      for (const hook of configuration.root.at('webhooks').items) {
        const [client, name] = [hook.at('clientConfig'), hook.at('name').text];
        const url = client.at('url');
        if (!url.isSet) {
          if (!client.has('service')) {
            report(configuration, 'InvalidExternalControlPlaneConfig', ['', name, 'is blank'], hook.path);
          }
          continue;
        }
        const parsed = parseUrl(url.text);
        if ('problem' in parsed) {
          const args = [url.text, name, 'was provided in an invalid format'];
          report(configuration, 'InvalidExternalControlPlaneConfig', args, url.path);
        } else if (isIpAddress(hostOf(url.text))) {
          report(configuration, 'ExternalControlPlaneAddressIsNotAHostname', [url.text, name], url.path);
        }
      }
    }
  },
});

function isValidator({ name }: Resource): boolean {
  return name === 'istiod-default-validator' || name.startsWith('istio-validator');
}

function hostOf(url: string): string {
  const authority = /^[^/]*\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return /^\[([^\]]*)\]/.exec(host)?.[1] ?? host.replace(/:\d*$/, '');
}
