import type { Field } from '../../kinds/field';
import { isDnsLabel, partialWildcardProblem, wildcardDomainProblem } from '../checks/host-name';
import { isIpAddress } from '../../../lib/ip-address';
import { quote } from '../../../lib/quote';
import { Findings } from '../findings';

/** Checks a `namespace/host` of a Gateway's server or of a Sidecar's egress listener. */
export function checkServerHost(host: Field, owner: 'gateway' | 'sidecar', fromGatewayApi = false): Findings {
  const findings = new Findings();
  const text = host.text;
  const slash = text.indexOf('/');
  if (slash < 0) {
    if (owner === 'gateway') checkName(host, text, owner, findings);
    else findings.error(host, 'host must be of form namespace/dnsName');
    return findings;
  }
  const [namespace, name] = [text.slice(0, slash), text.slice(slash + 1)];
  if (namespace === '' || name === '') {
    findings.error(host, 'config namespace and dnsName in host entry cannot be empty');
  }
  if (!isNamespace(namespace, owner, fromGatewayApi)) {
    findings.error(host, `invalid namespace value ${quote(namespace)} in ${owner}`);
  }
  checkName(host, name, owner, findings);
  return findings;
}

function isNamespace(namespace: string, owner: 'gateway' | 'sidecar', fromGatewayApi: boolean): boolean {
  if (owner === 'gateway') {
    return ['*', '.', ...(fromGatewayApi ? ['~'] : [])].includes(namespace) || isDnsLabel(namespace);
  }
  const included = namespace.startsWith('~') ? namespace.slice(1) : namespace;
  return ['', '*', '.'].includes(included) || isDnsLabel(included);
}

function checkName(host: Field, name: string, owner: 'gateway' | 'sidecar', findings: Findings): void {
  if (name !== '*' && !name.includes('.')) {
    findings.error(host, 'short names (non FQDN) are not allowed');
  }
  const problem = wildcardDomainProblem(name);
  if (problem !== undefined) {
    if (owner === 'sidecar') findings.error(host, problem);
    if (!isIpAddress(name)) findings.error(host, problem);
  }
  findings.check(host, partialWildcardProblem(name));
}
