import type { Field } from '../../kinds/field';
import { fqdnProblem, isDnsLabel } from '../checks/host-name';
import { quote } from '../../../lib/quote';
import { Findings } from '../findings';

/** Checks names of gateways. A name without namespace ends the list: what follows is not looked at. */
export function checkGatewayNames(gateways: Field, fromGatewayApi = false): Findings {
  const findings = new Findings();
  for (const gateway of gateways.items) {
    const text = gateway.text;
    const slash = text.indexOf('/');
    if (slash < 0) {
      const [name = '', namespace] = text.split('.');
      if (namespace !== undefined) {
        const better = quote(`${namespace}/${name}`);
        findings.warning(
          gateway,
          `using legacy gatewayName format ${quote(text)}; prefer the <namespace>/<name> format: ${better}`,
        );
      }
      findings.check(gateway, fqdnProblem(text));
      return findings;
    }
    const [namespace, name] = [text.slice(0, slash), text.slice(slash + 1)];
    if (namespace === '' || name === '') {
      findings.error(gateway, 'config namespace and gateway name cannot be empty');
    }
    if (!isDnsLabel(namespace)) findings.error(gateway, `invalid value for namespace: ${quote(namespace)}`);
    if (!isDnsLabel(name) && !fromGatewayApi) {
      findings.error(gateway, `invalid value for gateway name: ${quote(name)}`);
    }
  }
  return findings;
}
