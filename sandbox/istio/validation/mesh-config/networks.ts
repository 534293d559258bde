import type { Field } from '../../kinds/field';
import { fqdnProblem, isDnsLabel } from '../checks/host-name';
import { isIpAddress } from '../../../lib/ip-address';
import { subnetProblem } from '../checks/ip';
import { portProblem } from '../checks/numbers';
import { Findings } from '../findings';

/** Checks the networks of a mesh: where endpoints are, and the gateways between. Semantics: istio, ValidateMeshNetworks. */
export function validateMeshNetworks(spec: Field): Findings {
  const findings = new Findings();
  for (const [name, network] of spec.at('networks').entries) {
    const own = checkNetwork(network);
    own.prefixErrors(`invalid network ${name}:`);
    findings.add(own);
  }
  return findings;
}

function checkNetwork(network: Field): Findings {
  const findings = new Findings();
  for (const endpoint of network.at('endpoints').items) {
    const [range, registry] = [endpoint.at('fromCidr'), endpoint.at('fromRegistry')];
    const wrong = range.isSet ? subnetProblem(range.text) : undefined;
    if (wrong !== undefined) findings.listedError(range, wrong);
    if (registry.isSet && !isDnsLabel(registry.text)) {
      findings.listedError(registry, `invalid registry name: ${registry.text}`);
    }
  }
  for (const gateway of network.at('gateways').items) {
    const [service, address] = [gateway.at('registryServiceName'), gateway.at('address')];
    const unnamed = service.isSet ? fqdnProblem(service.text) : undefined;
    if (unnamed !== undefined) findings.listedError(service, unnamed);
    if (address.isSet && !isIpAddress(address.text) && fqdnProblem(address.text) !== undefined) {
      findings.listedError(address, `${address.text} is not a valid IP address or DNS name`);
    }
    const port = portProblem(gateway.at('port').number);
    if (port !== undefined) findings.listedError(gateway.at('port'), port);
  }
  return findings;
}
