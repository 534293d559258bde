import type { StringMatch } from '../../../../sandbox/envoy/config/index';
import { at, items, NotData, text, truth, type Go } from './go-literal';
import { message } from './manifest';

/** A matcher of Envoy, written out or made by one of Istio's functions; what is false says nothing. */
export function stringMatcher(value: Go): StringMatch {
  const [first, second] = items(at(value, 'args'));
  const ignoreCase = truth(second) ? { ignoreCase: true } : {};
  switch (text(at(value, '$call')).replace('authzmatcher.', '')) {
    case '':
      return withoutFalse(message(value)) as StringMatch;
    case 'StringMatcher':
      return text(first).endsWith('*') ? { prefix: text(first).slice(0, -1) } : { exact: text(first) };
    case 'StringMatcherExact':
      return { exact: text(first), ...ignoreCase };
    case 'StringMatcherPrefix':
      return { prefix: text(first), ...ignoreCase };
    case 'StringMatcherSuffix':
      return { suffix: text(first), ...ignoreCase };
    case 'StringMatcherRegex':
      return { safeRegex: { regex: text(first) } };
    default:
      throw new NotData(`a function of the test: ${JSON.stringify(value).slice(0, 80)}`);
  }
}

function withoutFalse(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== false));
}
