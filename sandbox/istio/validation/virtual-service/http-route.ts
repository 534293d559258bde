import type { Field } from '../../kinds/field';
import { checkHeaderOperations, isAuthorityHeader } from '../checks/header';
import { durationProblem, httpStatusProblem, portProblem } from '../checks/numbers';
import { quote } from '../../../lib/quote';
import { regexProblem } from '../checks/string-match';
import { Findings } from '../findings';
import { checkCors } from './cors';
import { checkHttpDestinations } from './destinations';
import { checkFault } from './fault';
import { checkHttpMatches } from './http-match';
import { checkMirrors } from './mirror';
import { checkRetries } from './retries';

/** Checks one HTTP rule; a delegate's rules may not delegate again. */
export function checkHttpRoute(route: Field, isDelegate: boolean, fromGatewayApi: boolean): Findings {
  const findings = new Findings();
  checkConflicts(route, isDelegate, findings);
  findings.addErrors(checkHttpMatches(route.at('match')));
  findings.addErrors(checkHeaderOperations(route.at('headers')));
  findings.addErrors(checkCors(route.at('corsPolicy')));
  findings.addErrors(checkFault(route.at('fault')));
  findings.add(checkMirrors(route));
  findings.check(route.at('redirect'), redirectProblem(route));
  findings.add(checkDirectResponse(route.at('directResponse')));
  findings.addErrors(checkRetries(route.at('retries')));
  findings.check(route.at('rewrite'), rewriteProblem(route.at('rewrite')));
  findings.check(route, authorityProblem(route));
  findings.addErrors(checkHttpDestinations(route.at('route'), fromGatewayApi));
  if (route.has('timeout')) findings.check(route.at('timeout'), durationProblem(route.at('timeout')));
  return findings;
}

function checkConflicts(route: Field, isDelegate: boolean, findings: Findings): void {
  const delegates = route.has('delegate');
  if (delegates && !isDelegate) {
    const name = route.at('name').text;
    for (const field of ['redirect', 'route']) {
      if (route.has(field)) {
        findings.error(route.at(field), `root HTTP route ${name} must not specify ${field}`);
      }
    }
    return;
  }
  if (delegates) findings.error(route.at('delegate'), 'delegate HTTP route cannot contain delegate');
  const hasRoute = route.at('route').items.length > 0;
  const refuse = (field: string, rule: string, instead: string): void => {
    findings.error(route.at(field), `HTTP route${rule} cannot contain both ${field} and ${instead}`);
  };
  const answer = route.has('redirect') ? 'redirect' : 'direct_response';
  if (route.has('redirect') || route.has('directResponse')) {
    if (hasRoute) refuse('route', '', answer);
    if (route.has('fault')) refuse('fault', '', answer);
    if (route.has('rewrite')) refuse('rewrite', ' rule', answer);
    if (route.has('redirect') && route.has('directResponse')) {
      findings.error(
        route.at('directResponse'),
        'HTTP route rule cannot contain both direct_response and redirect',
      );
    }
  } else if (!hasRoute) {
    findings.error(route, 'HTTP route, redirect or direct_response is required');
  }
  if (route.has('mirror') && route.at('mirrors').items.length > 0) {
    findings.error(route.at('mirrors'), 'HTTP route cannot contain both mirror and mirrors');
  }
}

function redirectProblem(route: Field): string | undefined {
  const redirect = route.at('redirect');
  if (!redirect.isSet) return undefined;
  const text = (name: string): string => redirect.at(name).text;
  if (text('uri') !== '' && text('prefixRewrite') !== '') {
    return 'redirect may only specify one of uri or prefix_rewrite';
  }
  const uris = route.at('match').items.map((match) => match.at('uri'));
  if (text('prefixRewrite') !== '' && uris.some((uri) => uri.isSet && !uri.has('prefix'))) {
    return 'redirect prefix_rewrite requires all URI matches to use prefix match type';
  }
  const changes = ['uri', 'prefixRewrite', 'authority', 'scheme'].some((name) => text(name) !== '');
  if (!changes && !redirect.has('port') && !redirect.has('derivePort')) {
    return 'redirect must specify URI, authority, scheme, or port';
  }
  const code = redirect.at('redirectCode').number;
  if (code !== 0 && (code < 300 || code > 399)) {
    return `${String(code)} is not a valid redirect code, must be 3xx`;
  }
  if (!['', 'http', 'https'].includes(text('scheme'))) {
    return 'invalid redirect scheme, must be "http" or "https"';
  }
  const port = redirect.at('port').number;
  return port > 0 ? portProblem(port) : undefined;
}

const kibibyte = 1024;

function checkDirectResponse(response: Field): Findings {
  const findings = new Findings();
  if (!response.isSet) return findings;
  const body = response.at('body');
  // base64: four characters stand for three bytes
  const size = body.has('string')
    ? utf8Length(body.at('string').text)
    : Math.floor((body.at('bytes').text.replace(/=+$/, '').length * 3) / 4);
  const words = 'large direct_responses may impact control plane performance';
  if (size > kibibyte * kibibyte) findings.error(body, `${words}, must be less than 1MB`);
  else if (size > 100 * kibibyte) findings.warning(body, words);
  findings.check(response.at('status'), httpStatusProblem(response.at('status').number));
  return findings;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

function rewriteProblem(rewrite: Field): string | undefined {
  if (!rewrite.isSet) return undefined;
  const [uri, regex] = [rewrite.at('uri').text, rewrite.at('uriRegexRewrite')];
  if (uri !== '' && regex.isSet) return 'rewrite may only contain one of URI or UriRegexRewrite';
  if (uri === '' && !regex.isSet && rewrite.at('authority').text === '') {
    return 'rewrite must specify at least one of URI, UriRegexRewrite, or authority. Only one of URI or UriRegexRewrite may be specified';
  }
  if (!regex.isSet) return undefined;
  const [match, replacement] = [regex.at('match').text, regex.at('rewrite').text];
  const problem =
    match === '' || replacement === ''
      ? 'UriRegexRewrite requires both Rewrite and Match fields to be specified'
      : regexProblem(match, 'HTTPRewrite.UriRegexRewrite.Match');
  return problem === undefined ? undefined : `UriRegexRewrite has errors\n${problem}`;
}

/** The authority may be changed in one place only. */
function authorityProblem(route: Field): string | undefined {
  let current = route.at('rewrite').at('authority').text;
  const request = route.at('headers').at('request');
  for (const [name, value] of [...request.at('set').entries, ...request.at('add').entries]) {
    if (!isAuthorityHeader(name)) continue;
    if (current !== '') {
      return `authority header cannot be set multiple times: have ${quote(current)}, attempting to set ${quote(value.text)}`;
    }
    current = value.text;
  }
  return undefined;
}
