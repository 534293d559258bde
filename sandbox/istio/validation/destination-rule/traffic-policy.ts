import type { Field } from '../../kinds/field';
import { fqdnProblem } from '../checks/host-name';
import { addressProblem } from '../checks/ip';
import { portProblem } from '../checks/numbers';
import { Findings } from '../findings';
import { checkClientTls } from './client-tls';
import { checkConnectionPool } from './connection-pool';
import { checkLoadBalancer } from './load-balancer';
import { checkOutlierDetection } from './outlier-detection';

const portFields = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'] as const;
const policyFields = [...portFields, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'] as const;

/** Checks the policy of a DestinationRule or of a subset; the namespace is the rule's. */
export function checkTrafficPolicy(policy: Field, namespace: string): Findings {
  const findings = new Findings();
  if (!policy.isSet) return findings;
  if (!policyFields.some((name) => policy.has(name))) {
    findings.error(policy, 'traffic policy must have at least one field');
    return findings;
  }
  if (policy.has('tunnel') && policy.has('proxyProtocol')) {
    findings.error(policy, 'tunnel and proxyProtocol must not be set together');
    return findings;
  }
  findings.add(checkOutlierDetection(policy.at('outlierDetection')));
  findings.add(checkConnectionPool(policy.at('connectionPool')));
  findings.add(checkLoadBalancer(policy.at('loadBalancer'), policy.has('outlierDetection')));
  findings.add(checkClientTls(policy.at('tls'), namespace));
  for (const port of policy.at('portLevelSettings').items) checkPort(port, namespace, findings);
  checkTunnel(policy.at('tunnel'), findings);
  return findings;
}

/** Warnings of a single port's policy get lost in istiod; they do here. */
function checkPort(port: Field, namespace: string, findings: Findings): void {
  if (!port.isSet) {
    findings.error(port, 'traffic policy may not be null');
    return;
  }
  if (!port.has('port')) findings.error(port, 'portTrafficPolicy must have valid port');
  if (!portFields.some((name) => port.has(name))) {
    findings.error(port, 'port traffic policy must have at least one field');
    return;
  }
  findings.addErrors(checkOutlierDetection(port.at('outlierDetection')));
  findings.addErrors(checkConnectionPool(port.at('connectionPool')));
  findings.addErrors(checkLoadBalancer(port.at('loadBalancer'), port.has('outlierDetection')));
  findings.addErrors(checkClientTls(port.at('tls'), namespace));
}

function checkTunnel(tunnel: Field, findings: Findings): void {
  if (!tunnel.isSet) return;
  if (!['', 'CONNECT', 'POST'].includes(tunnel.at('protocol').text)) {
    findings.error(tunnel.at('protocol'), 'tunnel protocol must be "CONNECT" or "POST"');
  }
  const host = tunnel.at('targetHost');
  const [name, address] = [fqdnProblem(host.text), addressProblem(host.text)];
  if (name !== undefined && address !== undefined) {
    findings.error(host, `tunnel target host must be valid FQDN or IP address: ${name}; ${address}`);
  }
  const port = portProblem(tunnel.at('targetPort').number);
  if (port !== undefined) {
    findings.error(tunnel.at('targetPort'), `tunnel target port is invalid: ${port}`);
  }
}
