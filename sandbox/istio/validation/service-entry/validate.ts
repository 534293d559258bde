import type { Field } from '../../kinds/field';
import { checkExportTo } from '../checks/export-to';
import { partialWildcardProblem, wildcardDomainProblem } from '../checks/host-name';
import { subnetProblem } from '../checks/ip';
import { portProblem } from '../checks/numbers';
import { isHttp, isTls, parseProtocol, protocolProblem } from '../checks/protocol';
import { quote } from '../../../lib/quote';
import { checkLabelSelector } from '../checks/selector';
import type { Findings } from '../findings';
import type { Subject } from '../webhook';
import { portNameProblem } from '../workload-entry/validate';
import { checkResolution, resolutionOf } from './resolution';

/** Checks a ServiceEntry. Semantics: istio pkg/config/validation, ValidateServiceEntry. */
export function validateServiceEntry(subject: Subject): Findings {
  const { spec, namespace } = subject;
  const findings = checkLabelSelector(spec.at('workloadSelector'), 'service entry');
  if (findings.errors.length > 0) return findings;
  if (spec.has('workloadSelector') && spec.has('endpoints')) {
    findings.error(spec, 'only one of WorkloadSelector or Endpoints is allowed in Service Entry');
  }
  checkHosts(spec, findings);
  checkAddresses(spec, findings);
  const servicePorts = checkPorts(subject, findings);
  checkResolution(subject, servicePorts, findings);
  checkSharing(spec, findings);
  findings.add(checkExportTo(spec.at('exportTo'), namespace, { nobodyAllowed: true }));
  return findings;
}

function checkHosts(spec: Field, findings: Findings): void {
  const hosts = spec.at('hosts');
  if (hosts.items.length === 0) findings.error(hosts, 'service entry must have at least one host');
  for (const host of hosts.items) {
    if (host.text === '*') {
      findings.error(host, 'invalid host *');
      continue;
    }
    findings.check(host, wildcardDomainProblem(host.text));
    const partial = partialWildcardProblem(host.text);
    if (partial !== undefined && resolutionOf(spec) !== 'DYNAMIC_DNS') findings.warning(host, partial);
  }
}

function checkAddresses(spec: Field, findings: Findings): void {
  const addresses = spec.at('addresses');
  for (const address of addresses.items) findings.check(address, subnetProblem(address.text));
  const block = addresses.items.find((address) => address.text.includes('/'));
  if (block && !['NONE', 'STATIC'].includes(resolutionOf(spec))) {
    findings.error(block, 'CIDR addresses are allowed only for NONE/STATIC resolution types');
  }
}

/** Whether istiod gives the service an address of its own. */
function hasAutomaticAddress({ spec, labels }: Subject): boolean {
  const optedOut = labels['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() === 'false';
  return resolutionOf(spec) !== 'NONE' && !optedOut && spec.at('addresses').items.length === 0;
}

/** Answers the names of the ports. */
function checkPorts(subject: Subject, findings: Findings): ReadonlySet<string> {
  const { spec } = subject;
  const names = new Set<string>();
  const numbers = new Set<number>();
  const addressMissing = spec.at('addresses').items.length === 0 && !hasAutomaticAddress(subject);
  for (const port of spec.at('ports').items) {
    if (!port.isSet) {
      findings.error(port, 'service entry port may not be null');
      continue;
    }
    const [name, number, protocol] = [port.at('name'), port.at('number'), port.at('protocol')];
    if (names.has(name.text)) {
      findings.error(name, `service entry port name ${quote(name.text)} already defined`);
    }
    if (numbers.has(number.number)) {
      findings.error(number, `service entry port ${String(number.number)} already defined`);
    }
    names.add(name.text);
    numbers.add(number.number);
    const target = port.at('targetPort');
    if (target.number !== 0) findings.check(target, portProblem(target.number));
    if (addressMissing && ['', 'TCP'].includes(protocol.text)) {
      findings.warning(
        port,
        'addresses are required for ports serving TCP (or unset) protocol when IP Autoallocation is not enabled',
      );
    }
    findings.check(name, portNameProblem(name.text));
    findings.check(protocol, protocolProblem(protocol.text));
    findings.check(number, portProblem(number.number));
  }
  return names;
}

/** Several hosts can be told apart by HTTP and TLS only. */
function checkSharing(spec: Field, findings: Findings): void {
  if (resolutionOf(spec) === 'NONE' || spec.at('hosts').items.length <= 1) return;
  for (const port of spec.at('ports').items) {
    if (!port.isSet) {
      findings.error(port, 'ports cannot be nil');
      continue;
    }
    const protocol = parseProtocol(port.at('protocol').text);
    if (isHttp(protocol) || isTls(protocol)) continue;
    findings.error(port, 'multiple hosts provided with non-HTTP, non-TLS ports');
    return;
  }
}
