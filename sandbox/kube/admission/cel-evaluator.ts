import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import { parseDurationMs } from '../../lib/duration';
import { parseUrl } from '../../lib/go-url';
import { isIpAddress } from '../../lib/ip-address';
import { compileRe2, isRe2 } from '../../lib/re2';
import type { CelRule } from '../schema';
import type { CelEvaluator, CelVerdict } from './cel';
import { toLibraryDialect } from './cel-dialect';

/** A URL as Kubernetes' CEL library sees it. */
class Url {
  constructor(readonly scheme: string) {}
}

/** Addresses of a zone, and IPv4 ones written as IPv6: to Kubernetes' CEL library they are none. */
const ZONED_OR_MAPPED = /%|^(::|(0+:){5})ffff:/i;

/** CEL's standard functions come with the library; these are Kubernetes' own that rules of our kinds use. */
const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false })
  .registerType('kubernetes.URL', Url)
  .registerFunction('isURL(string): bool', (text: string) => !('problem' in parseUrl(text, true)))
  .registerFunction('url(string): kubernetes.URL', (text: string) => {
    const parsed = parseUrl(text, true);
    if ('problem' in parsed) {
      throw new EvaluationError(`URL parse error during conversion from string: ${parsed.problem}`);
    }
    return new Url(parsed.scheme);
  })
  .registerFunction('kubernetes.URL.getScheme(): string', (url: Url) => url.scheme)
  .registerFunction('isIP(string): bool', (text: string) => isIpAddress(text) && !ZONED_OR_MAPPED.test(text))
  .registerFunction('string.matchesRe2(string): bool', (text: string, pattern: string) => {
    const expression = compileRe2(pattern);
    if (!isRe2(expression)) throw new EvaluationError(expression.error);
    return expression.matches(text);
  });

type Program = (context: Readonly<Record<string, unknown>>) => unknown;

/** Rules come from schemas, so there are as many as the kinds have. */
const programs = new Map<string, Program>();

function programOf(rule: string): Program {
  const known = programs.get(rule);
  if (known) return known;
  const program: Program = environment.parse(toLibraryDialect(rule));
  programs.set(rule, program);
  return program;
}

/** Evaluates rules as the API server does: a rule that cannot be evaluated is one that does not hold. */
export const celEvaluator: CelEvaluator = {
  evaluate(rule, self, old): CelVerdict {
    // Rules about changes are not asked of new values.
    const aboutChange = /\boldSelf\b/.test(rule.rule);
    if (aboutChange && old === undefined) return { valid: true };
    const reason = rule.message ?? `failed rule: ${rule.rule}`;
    if (typeof self === 'string' && convertsDuration(rule) && parseDurationMs(self) === undefined) {
      return unevaluated("type conversion error from 'string' to 'google.protobuf.Duration'", reason);
    }
    try {
      const holds = programOf(rule.rule)(aboutChange ? { self, oldSelf: old } : { self }) === true;
      return holds ? { valid: true } : { valid: false, message: reason };
    } catch (error) {
      return unevaluated(problemOf(error), reason);
    }
  },
};

/** The library's first line; failed conversions as the server words them. */
function problemOf(error: unknown): string {
  const line = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const conversion = /^(int|uint|double|bool)\(\) type error/.exec(line);
  return conversion ? `type conversion error from 'string' to '${conversion[1] ?? ''}'` : line;
}

function unevaluated(problem: string, reason: string): CelVerdict {
  return { valid: false, unevaluated: true, message: `${problem} evaluating rule: ${reason}` };
}

function convertsDuration(rule: CelRule): boolean {
  return rule.rule.includes('duration(self)');
}
