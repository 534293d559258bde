import type { Field } from '../../kinds/field';
import { Findings } from '../findings';
import { isClaimHeader } from './claim-header';
import { headerFormatProblem } from './header-format';
import { quote } from '../../../lib/quote';

const token = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const strict = /^[-_A-Za-z0-9]+$/;
const probe = /^[-A-Za-z0-9]+$/;
const pseudo: readonly string[] = [':method', ':scheme', ':authority', ':path', ':status'];

function nameProblem(name: string, valid: (name: string) => boolean): string | undefined {
  if (name === '') return 'header name cannot be empty';
  return valid(name) ? undefined : `header name ${name} is not a valid header name`;
}

export function strictHeaderNameProblem(name: string): string | undefined {
  return nameProblem(name, (text) => strict.test(text));
}

export function probeHeaderNameProblem(name: string): string | undefined {
  return nameProblem(name, (text) => probe.test(text));
}

export function corsHeaderNameProblem(name: string): string | undefined {
  return nameProblem(name, (text) => text === '*' || token.test(text));
}

/** Names in a match: headers, pseudo headers and claims of a token. */
export function matchHeaderNameProblem(name: string): string | undefined {
  return nameProblem(name, (text) => isClaimHeader(text) || pseudo.includes(text) || token.test(text));
}

export function isAuthorityHeader(name: string): boolean {
  return [':authority', 'host'].includes(name.toLowerCase());
}

function isInternalHeader(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}

/** Adding to and setting in a request: the authority may be set. */
function requestHeaderNameProblem(name: string): string | undefined {
  if (name === '') return 'header name cannot be empty';
  return isInternalHeader(name) && !isAuthorityHeader(name)
    ? `invalid header ${quote(name)}: header cannot have ":" prefix`
    : undefined;
}

function otherHeaderNameProblem(name: string): string | undefined {
  if (name === '') return 'header name cannot be empty';
  if (name.toLowerCase() === 'host') return `invalid header ${quote(name)}: cannot set Host header`;
  return isInternalHeader(name) ? `invalid header ${quote(name)}: header cannot have ":" prefix` : undefined;
}

/** Control characters other than the tab; line separators count too. */
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/;

function valueProblem(value: string): string | undefined {
  if (control.test(value)) return `header value configuration ${value} is invalid`;
  const problem = headerFormatProblem(value);
  return problem === undefined ? undefined : `header value configuration: ${problem}`;
}

/** Checks `headers` of a route or of a destination. */
export function checkHeaderOperations(headers: Field): Findings {
  const findings = new Findings();
  for (const direction of ['request', 'response'] as const) {
    const operations = headers.at(direction);
    const named = direction === 'request' ? requestHeaderNameProblem : otherHeaderNameProblem;
    for (const operation of ['add', 'set']) {
      for (const [name, value] of operations.at(operation).entries) {
        findings.check(value, named(name));
        findings.check(value, valueProblem(value.text));
      }
    }
    for (const name of operations.at('remove').items) {
      findings.check(name, otherHeaderNameProblem(name.text));
    }
  }
  return findings;
}
