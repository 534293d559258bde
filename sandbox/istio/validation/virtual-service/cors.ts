import { parseDurationMs } from '../../../lib/duration';
import type { Field } from '../../kinds/field';
import { corsHeaderNameProblem } from '../checks/header';
import { durationProblem } from '../checks/numbers';
import { quote } from '../../../lib/quote';
import { regexMatchProblem } from '../checks/string-match';
import { Findings } from '../findings';

const methods: readonly string[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  '*',
];

export function checkCors(policy: Field): Findings {
  const findings = new Findings();
  for (const origin of policy.at('allowOrigins').items) findings.check(origin, originProblem(origin));
  for (const method of policy.at('allowMethods').items) {
    if (!methods.includes(method.text)) {
      findings.error(method, `${quote(method.text)} is not a supported HTTP method`);
    }
  }
  for (const name of [...policy.at('allowHeaders').items, ...policy.at('exposeHeaders').items]) {
    findings.check(name, corsHeaderNameProblem(name.text));
  }
  const maxAge = policy.at('maxAge');
  if (maxAge.isSet) {
    findings.check(maxAge, durationProblem(maxAge));
    if ((parseDurationMs(maxAge.text) ?? 0) % 1000 > 0) {
      findings.listedError(maxAge, 'max_age duration is accurate only to seconds precision');
    }
  }
  return findings;
}

function originProblem(origin: Field): string | undefined {
  const text = ['exact', 'prefix', 'regex'].map((way) => origin.at(way).text).find((value) => value !== '');
  if (text === undefined) return "'' is not a valid match type for CORS allow origins";
  return regexMatchProblem(origin, 'corsPolicy.allowOrigins');
}
