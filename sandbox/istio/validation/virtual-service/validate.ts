import { checkExportTo } from '../checks/export-to';
import { isClaimHeader } from '../checks/claim-header';
import { gatewayDomainProblem, hostsOverlap, wildcardDomainProblem } from '../checks/host-name';
import { isIpAddress } from '../../../lib/ip-address';
import type { Field } from '../../kinds/field';
import { Findings } from '../findings';
import type { Subject } from '../webhook';
import { checkGatewayNames } from './gateway-names';
import { checkHttpRoute } from './http-route';
import { checkTcpRoute, checkTlsRoute } from './l4-routes';
import { warnUnreachable } from './unreachable';

/** Checks a VirtualService. Semantics: istio pkg/config/validation, ValidateVirtualService. */
export function validateVirtualService({ namespace, annotations, spec }: Subject): Findings {
  const findings = new Findings();
  const isDelegate = spec.at('hosts').items.length === 0;
  if (isDelegate) checkDelegate(spec, findings);
  const fromGatewayApi = annotations['internal.istio.io/route-semantics'] === 'gateway';
  const gateways = spec.at('gateways');
  findings.add(checkGatewayNames(gateways, fromGatewayApi));
  const forGateways = gateways.items.length > 0 && !gateways.texts.includes('mesh');
  if (!forGateways) checkClaimRoutes(spec, findings);
  checkHosts(spec, forGateways, findings);
  if (['http', 'tcp', 'tls'].every((name) => spec.at(name).items.length === 0)) {
    findings.error(spec, 'http, tcp or tls must be provided in virtual service');
  }
  for (const route of spec.at('http').items) {
    if (route.isSet) findings.add(checkHttpRoute(route, isDelegate, fromGatewayApi));
    else findings.error(route, 'http route may not be null');
  }
  for (const route of spec.at('tls').items) findings.add(checkTlsRoute(route, spec, fromGatewayApi));
  for (const route of spec.at('tcp').items) findings.addErrors(checkTcpRoute(route, fromGatewayApi));
  findings.add(checkExportTo(spec.at('exportTo'), namespace));
  for (const kind of ['http', 'tcp', 'tls'] as const) warnUnreachable(spec.at(kind), kind, findings);
  return findings;
}

/** Without hosts it is a delegate: only HTTP rules make sense there. */
function checkDelegate(spec: Field, findings: Findings): void {
  for (const [name, words] of [
    ['gateways', 'gateways'],
    ['tls', 'tls route'],
    ['tcp', 'tcp route'],
  ] as const) {
    if (spec.at(name).items.length > 0) {
      findings.error(spec.at(name), `delegate virtual service must have no ${words} specified`);
    }
  }
}

function checkClaimRoutes(spec: Field, findings: Findings): void {
  const gateways = `[${spec.at('gateways').texts.join(' ')}]`;
  for (const route of spec.at('http').items) {
    for (const match of route.at('match').items) {
      for (const [name, field] of [...match.at('headers').entries, ...match.at('withoutHeaders').entries]) {
        if (!isClaimHeader(name)) continue;
        findings.error(
          field,
          `JWT claim based routing (key: ${name}) is only supported for gateway, found no gateways: ${gateways}`,
        );
      }
    }
  }
}

/** Whether the rules are for TLS by server name; decides which host names are allowed. */
function hasServerNames(spec: Field): boolean {
  return spec
    .at('tls')
    .items.some((route) => route.at('match').items.some((match) => match.at('sniHosts').items.length > 0));
}

function checkHosts(spec: Field, forGateways: boolean, findings: Findings): void {
  const hosts = spec.at('hosts').items;
  const serverNames = hasServerNames(spec);
  let allValid = true;
  for (const host of hosts) {
    const problem = forGateways
      ? gatewayDomainProblem(serverNames, host.text)
      : wildcardDomainProblem(host.text);
    if (problem !== undefined) {
      if (isIpAddress(host.text)) continue;
      findings.error(host, problem);
      allValid = false;
    } else if (!forGateways && host.text === '*') {
      findings.error(host, 'wildcard host * is not allowed for virtual services bound to the mesh gateway');
      allValid = false;
    }
  }
  if (!allValid) return;
  for (const [index, host] of hosts.entries()) {
    for (const other of hosts.slice(index + 1)) {
      if (!hostsOverlap(host.text, other.text)) continue;
      findings.error(other, `duplicate hosts in virtual service: ${host.text} & ${other.text}`);
    }
  }
}
