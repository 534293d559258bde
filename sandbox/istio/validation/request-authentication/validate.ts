import type { Field } from '../../kinds/field';
import { strictHeaderNameProblem } from '../checks/header';
import { durationProblem } from '../checks/numbers';
import { quote } from '../../../lib/quote';
import { checkOneSelector, checkTargets, checkWorkloadSelector } from '../checks/selector';
import { parseUrl } from '../../../lib/go-url';
import { Findings } from '../findings';
import type { Subject } from '../webhook';
import { parseKeySet } from './key-set';

/** Checks a RequestAuthentication. Semantics: istio pkg/config/validation, ValidateRequestAuthentication. */
export function validateRequestAuthentication({ spec }: Subject): Findings {
  const findings = checkOneSelector(spec);
  findings.add(checkWorkloadSelector(spec.at('selector')));
  findings.add(checkTargets(spec));
  for (const rule of spec.at('jwtRules').items) {
    if (rule.isSet) findings.add(checkRule(rule));
  }
  return findings;
}

function checkRule(rule: Field): Findings {
  const findings = new Findings();
  for (const audience of rule.at('audiences').items) {
    if (audience.text === '') findings.listedError(audience, 'audience must be non-empty string');
  }
  const uri = ['jwksUri', 'jwks_uri'].map((name) => rule.at(name)).find((field) => field.text !== '');
  if (rule.at('issuer').text === '' && !uri) {
    findings.listedError(rule, 'issuer or jwksUri must be non-empty string');
  }
  if (uri) checkKeySetUri(uri, findings);
  checkKeySet(rule.at('jwks'), findings);
  checkLocations(rule, findings);
  checkClaimHeaders(rule.at('outputClaimToHeaders'), findings);
  const timeout = rule.at('timeout');
  const late = timeout.isSet ? durationProblem(timeout) : undefined;
  if (late !== undefined) findings.listedError(timeout, late);
  return findings;
}

function checkKeySetUri(uri: Field, findings: Findings): void {
  const parsed = parseUrl(uri.text);
  if ('problem' in parsed) findings.listedError(uri, parsed.problem);
  else if (parsed.scheme !== 'http' && parsed.scheme !== 'https') {
    findings.listedError(uri, `URI scheme ${quote(parsed.scheme)} is not supported`);
  } else if (Number(parsed.port) > Number.MAX_SAFE_INTEGER) {
    const reason = `strconv.Atoi: parsing ${quote(parsed.port)}: value out of range`;
    findings.listedError(uri, reason);
  }
}

function checkKeySet(jwks: Field, findings: Findings): void {
  if (jwks.text === '') return;
  const parsed = parseKeySet(jwks.text);
  if ('problem' in parsed) {
    findings.listedError(jwks, `jwks parse error: ${parsed.problem}`);
    return;
  }
  for (const index of parsed.privateKeys) {
    findings.warning(
      jwks,
      `jwks key at index ${String(index)} contains private key material; only public keys are used for verification`,
    );
  }
}

function checkLocations(rule: Field, findings: Findings): void {
  for (const location of rule.at('fromHeaders').items) {
    if (!location.isSet) findings.listedError(location, 'location header name must be non-null');
    else if (location.at('name').text === '') {
      findings.listedError(location, 'location header name must be non-empty string');
    }
  }
  for (const location of rule.at('fromParams').items) {
    if (location.text === '') findings.listedError(location, 'location query must be non-empty string');
  }
  for (const location of rule.at('fromCookies').items) {
    if (location.text === '') findings.listedError(location, 'cookie name must be non-empty string');
  }
}

function checkClaimHeaders(outputs: Field, findings: Findings): void {
  for (const output of outputs.items) {
    const header = output.at('header').text;
    if (!output.isSet) findings.listedError(output, 'outputClaimToHeaders must not be null');
    else if (output.at('claim').text === '' || header === '') {
      findings.listedError(output, 'outputClaimToHeaders header and claim value must be non-empty string');
    } else {
      const problem = strictHeaderNameProblem(header);
      if (problem !== undefined) findings.listedError(output, problem);
    }
  }
}
