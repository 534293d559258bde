import type { Demand, SingleReason, Subject } from '../../net/index';
import type { MetadataMatcher, ValueMatcher } from '../config/index';
import type { RequestFacts } from './request-facts';
import { compileStringMatch } from './string-matcher';

type Found = Pick<RequestFacts, 'metadata'>;

/** A condition on what earlier filters found out about a request or a connection. */
export interface MetadataCondition {
  holds(found: Found): boolean;
  /** Why it does not hold. */
  reason(found: Found): SingleReason;
}

/** Compiles a condition on what an earlier filter found out, such as a claim of the token. */
export function compileMetadataMatcher({ filter, path, value, invert }: MetadataMatcher): MetadataCondition {
  const keys = path.map(({ key }) => key);
  const wanted = compileValueMatch(value);
  const what: Subject =
    keys[0] === 'payload'
      ? { is: 'claim', name: keys.slice(1).join('.') }
      : { is: 'named', name: `${filter} ${keys.join('.')}` };
  return {
    holds: (request) => wanted.matches(find(request, filter, keys)) !== (invert === true),
    reason(request) {
      const found = find(request, filter, keys);
      if (found === undefined) return ['missing', what];
      return ['unfit', what, JSON.stringify(found), wanted.demand(), invert === true];
    },
  };
}

interface CompiledValue {
  matches(value: unknown): boolean;
  demand(): Demand;
}

/** envoy.type.matcher.v3.ValueMatcher: text only matches text, never a number that looks like it. */
function compileValueMatch({ stringMatch, presentMatch, listMatch, orMatch }: ValueMatcher): CompiledValue {
  if (stringMatch) {
    const text = compileStringMatch(stringMatch);
    return {
      matches: (value) => typeof value === 'string' && text.matches(value),
      demand: () => text.demand(),
    };
  }
  if (listMatch) {
    const element = compileValueMatch(listMatch.oneOf);
    return {
      matches: (value) => Array.isArray(value) && value.some((item) => element.matches(item)),
      demand: () => ({ is: 'element', demand: element.demand() }),
    };
  }
  if (orMatch) {
    const options = orMatch.valueMatchers.map(compileValueMatch);
    return {
      matches: (value) => options.some((option) => option.matches(value)),
      demand: () => ({ is: 'either', demands: options.map((option) => option.demand()) }),
    };
  }
  return {
    matches: (value) => (value !== undefined) === (presentMatch !== false),
    demand: () => ({ is: presentMatch === false ? 'absent' : 'present' }),
  };
}

function find({ metadata }: Found, filter: string, keys: readonly string[]): unknown {
  let value: unknown = metadata?.[filter];
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return value;
}
