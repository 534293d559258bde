import type { Field } from '../../kinds/field';
import { checkHeaderOperations } from '../checks/header';
import { wildcardDomainProblem } from '../checks/host-name';
import { portProblem } from '../checks/numbers';
import { subsetNameProblem } from '../destination-rule/validate';
import { Findings } from '../findings';

/** Checks a service, its subset and its port. */
export function checkDestination(destination: Field): Findings {
  const findings = new Findings();
  if (!destination.isSet) return findings;
  const host = destination.at('host');
  if (host.text === '*') findings.error(host, 'invalid destination host *');
  else findings.check(host, wildcardDomainProblem(host.text));
  const subset = destination.at('subset');
  if (subset.text !== '') findings.check(subset, subsetNameProblem(subset.text));
  const port = destination.at('port');
  if (port.isSet) findings.check(port.at('number'), portProblem(port.at('number').number));
  return findings;
}

/** Checks the weighted destinations of an HTTP rule. */
export function checkHttpDestinations(route: Field, fromGatewayApi: boolean): Findings {
  return checkWeighted(route, fromGatewayApi, (destination) =>
    checkHeaderOperations(destination.at('headers')),
  );
}

/** Checks the weighted destinations of a TCP or TLS rule. */
export function checkL4Destinations(route: Field, fromGatewayApi: boolean): Findings {
  return checkWeighted(route, fromGatewayApi, () => new Findings());
}

function checkWeighted(
  route: Field,
  fromGatewayApi: boolean,
  further: (destination: Field) => Findings,
): Findings {
  const findings = new Findings();
  let total = 0;
  for (const weighted of route.items) {
    if (!weighted.isSet) {
      findings.listedError(weighted, 'weight may not be nil');
      continue;
    }
    const destination = weighted.at('destination');
    if (!destination.isSet) findings.listedError(weighted, 'destination is required');
    findings.addErrors(further(weighted));
    if (!fromGatewayApi) findings.addErrors(checkDestination(destination));
    const weight = weighted.at('weight');
    if (weight.number < 0) findings.error(weight, `weight ${String(weight.number)} < 0`);
    total += weight.number;
  }
  if (route.items.length > 1 && total === 0) findings.error(route, 'total destination weight = 0');
  return findings;
}
