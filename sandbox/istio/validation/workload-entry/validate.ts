import type { Field } from '../../kinds/field';
import { fqdnProblem, isDnsLabel } from '../checks/host-name';
import { isIpAddress } from '../../../lib/ip-address';
import { checkLabels } from '../checks/labels';
import { portProblem } from '../checks/numbers';
import { quote } from '../../../lib/quote';
import { unixAddressProblem, unixPrefix } from '../checks/unix-address';
import { Findings } from '../findings';
import type { Subject } from '../webhook';

/** Checks a WorkloadEntry. Semantics: istio pkg/config/validation, ValidateWorkloadEntry. */
export function validateWorkloadEntry({ spec }: Subject): Findings {
  return checkWorkload(spec);
}

/**
 * Checks one endpoint.
 * @param servicePorts names of the ServiceEntry's ports the endpoint belongs to; then names instead of addresses are refused
 */
export function checkWorkload(workload: Field, servicePorts?: ReadonlySet<string>): Findings {
  const findings = new Findings();
  const address = workload.at('address');
  if (address.text === '') {
    const network = workload.at('network').text;
    if (network === '') {
      findings.error(workload, 'address is required');
      return findings;
    }
    findings.warning(workload, `address is unset with network ${quote(network)}`);
  }
  const isUnix = address.text.startsWith(unixPrefix);
  if (isUnix) {
    findings.check(address, unixAddressProblem(address.text.slice(unixPrefix.length)));
    if (workload.at('ports').entries.length > 0) {
      findings.error(workload.at('ports'), `unix endpoint ${address.text} must not include ports`);
    }
  } else if (address.text !== '' && !isIpAddress(address.text)) {
    const invalid = `endpoint address ${quote(address.text)} is not a valid`;
    if (servicePorts) findings.error(address, `${invalid} IP address`);
    else if (fqdnProblem(address.text) !== undefined)
      findings.error(address, `${invalid} FQDN or an IP address`);
  }
  checkEndpointPorts(workload.at('ports'), servicePorts, findings);
  findings.addErrors(checkLabels(workload.at('labels')));
  if (isUnix && servicePorts && servicePorts.size !== 1) {
    findings.error(workload, 'exactly 1 service port required for unix endpoints');
  }
  return findings;
}

/** Checks the ports of an endpoint against those of its service. */
export function checkEndpointPorts(
  ports: Field,
  servicePorts: ReadonlySet<string> | undefined,
  findings: Findings,
): void {
  for (const [name, port] of ports.entries) {
    if (servicePorts && !servicePorts.has(name)) {
      findings.error(port, `endpoint port ${String(port.number)} is not defined by the service entry`);
    }
    findings.check(port, portNameProblem(name));
    findings.check(port, portProblem(port.number));
  }
}

export function portNameProblem(name: string): string | undefined {
  return isDnsLabel(name) ? undefined : `invalid port name: ${name}`;
}
