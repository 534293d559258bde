import type { Field } from '../../kinds/field';
import { matchHeaderNameProblem } from '../checks/header';
import { isDnsLabel } from '../checks/host-name';
import { checkLabels } from '../checks/labels';
import { portProblem } from '../checks/numbers';
import { regexMatchProblem, stringMatchProblem } from '../checks/string-match';
import { Findings } from '../findings';
import { checkGatewayNames } from './gateway-names';

/** Checks when an HTTP rule is used: first what is compared, then for whom. */
export function checkHttpMatches(matches: Field): Findings {
  const findings = new Findings();
  const set = matches.items.filter((match) => match.isSet);
  for (const match of set) checkComparisons(match, findings);
  for (const match of set) checkScope(match, findings);
  return findings;
}

function checkComparisons(match: Field, findings: Findings): void {
  for (const [name, header] of match.at('headers').entries) {
    if (!header.isSet) findings.error(header, `header match ${name} cannot be null`);
    findings.check(header, matchHeaderNameProblem(name));
    findings.check(header, stringMatchProblem(header, 'headers'));
  }
  for (const [name, header] of match.at('withoutHeaders').entries) {
    findings.check(header, matchHeaderNameProblem(name));
    // `*` is no expression here: it asks that the header is absent.
    const isPresence = header.at('regex').text === '*';
    if (!isPresence) findings.check(header, stringMatchProblem(header, 'withoutHeaders'));
  }
  findings.check(match.at('uri'), regexMatchProblem(match.at('uri'), 'uri'));
  for (const name of ['scheme', 'method', 'authority']) {
    findings.check(match.at(name), stringMatchProblem(match.at(name), name));
  }
  for (const [, parameter] of match.at('queryParams').entries) {
    findings.check(parameter, stringMatchProblem(parameter, 'queryParams'));
  }
}

function checkScope(match: Field, findings: Findings): void {
  const port = match.at('port');
  if (port.number !== 0) findings.check(port, portProblem(port.number));
  findings.addErrors(checkLabels(match.at('sourceLabels')));
  findings.addErrors(checkGatewayNames(match.at('gateways')));
  const namespace = match.at('sourceNamespace');
  if (namespace.text !== '' && !isDnsLabel(namespace.text)) {
    findings.error(namespace, `sourceNamespace match ${namespace.text} is invalid`);
  }
}
