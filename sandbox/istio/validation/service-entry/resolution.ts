import type { Field } from '../../kinds/field';
import { fqdnProblem, isWildcard } from '../checks/host-name';
import { isIpAddress } from '../../../lib/ip-address';
import { checkLabels } from '../checks/labels';
import { isTcp, parseProtocol } from '../checks/protocol';
import { quote } from '../../../lib/quote';
import type { Findings } from '../findings';
import type { Subject } from '../webhook';
import { checkEndpointPorts, checkWorkload } from '../workload-entry/validate';

export function resolutionOf(spec: Field): string {
  return spec.at('resolution').text || 'NONE';
}

type ResolutionCheck = (subject: Subject, servicePorts: ReadonlySet<string>, findings: Findings) => void;

/** Checks what the way of finding endpoints asks for. */
export function checkResolution(
  subject: Subject,
  servicePorts: ReadonlySet<string>,
  findings: Findings,
): void {
  checks[resolutionOf(subject.spec)]?.(subject, servicePorts, findings);
}

const checks: Readonly<Record<string, ResolutionCheck>> = {
  NONE: ({ spec }, _, findings) => {
    if (spec.at('endpoints').items.length > 0) {
      findings.error(spec.at('endpoints'), 'no endpoints should be provided for resolution type none');
    }
    if (spec.has('workloadSelector')) {
      findings.warning(
        spec.at('workloadSelector'),
        'workloadSelector should not be set when resolution mode is NONE',
      );
    }
  },
  STATIC: ({ spec }, servicePorts, findings) => {
    for (const endpoint of spec.at('endpoints').items) {
      if (endpoint.isSet) findings.add(checkWorkload(endpoint, servicePorts));
      else findings.error(endpoint, 'endpoint cannot be nil');
    }
  },
  DNS: checkDns,
  DNS_ROUND_ROBIN: checkDns,
  DYNAMIC_DNS: checkDynamicDns,
};

function checkDns({ spec }: Subject, servicePorts: ReadonlySet<string>, findings: Findings): void {
  const [endpoints, hosts] = [spec.at('endpoints'), spec.at('hosts')];
  const mode = resolutionOf(spec);
  if (endpoints.items.length === 0) {
    const problems = hosts.items.map((host) => ({ host, problem: fqdnProblem(host.text) }));
    const first = problems.find(({ problem }) => problem !== undefined);
    if (first?.problem !== undefined) {
      findings.error(
        first.host,
        'hosts must be FQDN or contain only prefix wildcards if no endpoints are provided for ' +
          `resolution mode ${mode}, ${first.problem}`,
      );
    }
  }
  if (mode === 'DNS_ROUND_ROBIN' && endpoints.items.length > 1) {
    findings.error(endpoints, `there must only be 0 or 1 endpoint for resolution mode ${mode}`);
  }
  for (const endpoint of endpoints.items) {
    if (endpoint.isSet) checkDnsEndpoint(endpoint, servicePorts, findings);
    else findings.error(endpoint, 'endpoint cannot be nil');
  }
  if (spec.at('addresses').items.length > 0) checkTcpSharing(spec, findings);
}

function checkDnsEndpoint(endpoint: Field, servicePorts: ReadonlySet<string>, findings: Findings): void {
  const address = endpoint.at('address');
  if (!isIpAddress(address.text) && fqdnProblem(address.text) !== undefined) {
    findings.error(address, `endpoint address ${quote(address.text)} is not a valid FQDN or an IP address`);
  }
  findings.addErrors(checkLabels(endpoint.at('labels')));
  checkEndpointPorts(endpoint.at('ports'), servicePorts, findings);
}

function checkTcpSharing(spec: Field, findings: Findings): void {
  for (const port of spec.at('ports').items) {
    if (!port.isSet) {
      findings.error(port, 'ports cannot be nil');
      continue;
    }
    if (!isTcp(parseProtocol(port.at('protocol').text))) continue;
    if (spec.at('hosts').items.length > 1) {
      findings.warning(
        spec.at('hosts'),
        'service entry can not have more than one host specified simultaneously with address and tcp port',
      );
    }
    return;
  }
}

function checkDynamicDns({ spec, labels }: Subject, _: ReadonlySet<string>, findings: Findings): void {
  const type = 'resolution type DYNAMIC_DNS';
  const hosts = spec.at('hosts');
  if (hosts.items.length === 0) {
    findings.error(hosts, `at least one wildcard host must be provided for ${type}`);
  }
  for (const host of hosts.items) {
    if (!isWildcard(host.text)) {
      findings.error(host, 'host must be wildcarded for resolution mode DYNAMIC_DNS');
    }
  }
  if (spec.at('addresses').items.length > 0) {
    findings.error(
      spec.at('addresses'),
      `addresses cannot be set for ${type}. HTTP route domains will only be generatedfrom the hosts field values`,
    );
  }
  if (spec.at('endpoints').items.length > 0) {
    findings.error(
      spec.at('endpoints'),
      `endpoints cannot be set for ${type}. Destination IP address determined from hostsfield values`,
    );
  }
  for (const port of spec.at('ports').items) {
    if (!port.isSet) findings.error(port, 'port cannot be nil');
    else if (!['http', 'tls', 'grpc', 'http2'].includes(parseProtocol(port.at('protocol').text) ?? '')) {
      findings.error(port, `only HTTP, TLS, GRPC, and HTTP2 protocols are supported for ${type}`);
    }
  }
  const waypoint = labels['istio.io/use-waypoint'] ?? '';
  if (spec.at('location').text === 'MESH_INTERNAL' && !['', 'none'].includes(waypoint.toLowerCase())) {
    findings.error(
      spec.at('location'),
      `location MESH_INTERNAL with ${type} is not supported when using waypoints`,
    );
  }
}
