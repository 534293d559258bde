import type { Field } from '../../kinds/field';
import { gatewayDomainProblem, isHostSubset, wildcardDomainProblem } from '../checks/host-name';
import { isIpAddress } from '../../../lib/ip-address';
import { subnetProblem } from '../checks/ip';
import { checkLabels } from '../checks/labels';
import { portProblem } from '../checks/numbers';
import { quote } from '../../../lib/quote';
import { Findings } from '../findings';
import { checkL4Destinations } from './destinations';
import { checkGatewayNames } from './gateway-names';

/** Checks a rule for TLS that is passed through; `spec` is the whole VirtualService's. */
export function checkTlsRoute(route: Field, spec: Field, fromGatewayApi: boolean): Findings {
  const findings = new Findings();
  if (!route.isSet) return findings;
  const matches = route.at('match').items;
  if (matches.length === 0) findings.error(route, 'TLS route must have at least one match condition');
  for (const match of matches) findings.add(checkTlsMatch(match, spec));
  if (route.at('route').items.length === 0) findings.error(route, 'TLS route is required');
  findings.addErrors(checkL4Destinations(route.at('route'), fromGatewayApi));
  return findings;
}

function checkTlsMatch(match: Field, spec: Field): Findings {
  const findings = new Findings();
  if (!match.isSet) {
    findings.error(match, 'TLS match may not be null');
    return findings;
  }
  const names = match.at('sniHosts').items;
  if (names.length === 0) findings.error(match, 'TLS match must have at least one SNI host');
  for (const name of names) findings.add(checkServerName(name, spec));
  findings.add(checkConnection(match));
  return findings;
}

function checkServerName(name: Field, spec: Field): Findings {
  const findings = new Findings();
  const forGateways = !spec.at('gateways').texts.includes('mesh');
  const problem = forGateways ? gatewayDomainProblem(true, name.text) : wildcardDomainProblem(name.text);
  const hosts = spec.at('hosts').texts;
  if (problem !== undefined) {
    const address = `using an IP address (${quote(name.text)}) goes against SNI spec and most clients do not support this`;
    if (isIpAddress(name.text)) findings.warning(name, address);
    else findings.error(name, problem);
  } else if (!hosts.some((host) => isHostSubset(name.text, host))) {
    findings.error(
      name,
      `SNI host ${quote(name.text)} is not a compatible subset of any of the virtual service hosts: [${hosts.join(', ')}]`,
    );
  }
  return findings;
}

/** Checks a rule for plain connections. */
export function checkTcpRoute(route: Field, fromGatewayApi: boolean): Findings {
  const findings = new Findings();
  if (!route.isSet) return findings;
  for (const match of route.at('match').items) {
    if (match.isSet) findings.addErrors(checkConnection(match));
    else findings.listedError(match, 'tcp match may not be nil');
  }
  if (route.at('route').items.length === 0) findings.error(route, 'TCP route is required');
  findings.addErrors(checkL4Destinations(route.at('route'), fromGatewayApi));
  return findings;
}

function checkConnection(match: Field): Findings {
  const findings = new Findings();
  for (const subnet of match.at('destinationSubnets').items) {
    findings.check(subnet, subnetProblem(subnet.text));
  }
  const port = match.at('port');
  if (port.number !== 0) findings.check(port, portProblem(port.number));
  findings.addErrors(checkLabels(match.at('sourceLabels')));
  findings.add(checkGatewayNames(match.at('gateways')));
  return findings;
}
