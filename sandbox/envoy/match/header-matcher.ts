import type { SingleReason, Subject } from '../../net/index';
import type { HeaderMatcher } from '../config/index';
import type { RequestFacts } from './request-facts';
import { compileStringMatch, type StringMatcher } from './string-matcher';

/** One condition of a route beside its path. */
export interface Condition {
  holds(request: RequestFacts): boolean;
  /** Why it does not hold: `header end-user missing`. Called only when it does not. */
  reason(request: RequestFacts): SingleReason;
}

/**
 * Compiles a header matcher; of several lines one must match, and none may when inverted. An absent header fails every
 * value matcher, inverted or not, unless `treatMissingHeaderAsEmpty` says otherwise (source/common/http/header_utility.h).
 */
export function compileHeaderMatcher(matcher: HeaderMatcher): Condition {
  const read = headerReader(matcher.name);
  const inverted = matcher.invertMatch === true;
  const what = headerSubject(matcher.name);
  if (matcher.stringMatch === undefined) {
    const wanted = (matcher.presentMatch !== false) !== inverted;
    const always = matcher.treatMissingHeaderAsEmpty === true;
    return {
      holds: (request) => (always || read(request) !== undefined) === wanted,
      reason: () => [wanted ? 'missing' : 'present', what],
    };
  }
  return valueCondition(what, read, compileStringMatch(matcher.stringMatch), matcher);
}

function valueCondition(
  what: Subject,
  read: (request: RequestFacts) => string | undefined,
  value: StringMatcher,
  matcher: HeaderMatcher,
): Condition {
  const inverted = matcher.invertMatch === true;
  const emptyWhenMissing = matcher.treatMissingHeaderAsEmpty === true;
  const key = matcher.name.toLowerCase();
  const test = (line: string): boolean => value.matches(line);
  const byLine = (request: RequestFacts): boolean => {
    const matches = request.headers.anyLine(key, test);
    if (matches !== undefined) return matches !== inverted;
    return emptyWhenMissing && value.matches('') !== inverted;
  };
  const find = emptyWhenMissing ? (request: RequestFacts): string => read(request) ?? '' : read;
  return {
    holds: isSplit(matcher.name)
      ? byLine
      : (request) => {
          const found = find(request);
          return found !== undefined && value.matches(found) !== inverted;
        },
    reason(request) {
      const found = find(request);
      if (found === undefined) return ['missing', what];
      return ['unfit', what, `"${found}"`, value.demand(), inverted];
    },
  };
}

const PSEUDO_HEADERS: Readonly<Record<string, Subject>> = {
  ':method': { is: 'method' },
  ':path': { is: 'path' },
  ':scheme': { is: 'scheme' },
  ':authority': { is: 'authority' },
};

/** What a header or pseudo-header is called. */
export function headerSubject(name: string): Subject {
  return (
    PSEUDO_HEADERS[name] ??
    (name.startsWith(':') ? { is: 'named', name: name.slice(1) } : { is: 'header', name })
  );
}

/** Lines of these fields are one value to Envoy; those of every other are matched one by one (envoy/http/header_map.h). */
const JOINED: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'access-control-request-private-network',
  'authentication',
  'authorization',
  'cache-control',
  'cdn-loop',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'grpc-accept-encoding',
  'grpc-timeout',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'origin',
  'pragma',
  'proxy-connection',
  'referer',
  'te',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'via',
  'x-client-trace-id',
  'x-forwarded-client-cert',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-ot-span-context',
  'x-request-id',
]);

function isSplit(name: string): boolean {
  const key = name.toLowerCase();
  return !key.startsWith(':') && key !== 'host' && !key.startsWith('x-envoy-') && !JOINED.has(key);
}

/** Reads a header or pseudo-header by its name. */
export function headerReader(name: string): (request: RequestFacts) => string | undefined {
  switch (name.toLowerCase()) {
    case ':method':
      return (request) => request.method;
    case ':authority':
    case 'host':
      return (request) => request.authority;
    case ':scheme':
      return (request) => request.scheme;
    case ':path':
      return (request) => (request.query === '' ? request.pathname : `${request.pathname}?${request.query}`);
    default: {
      const key = name.toLowerCase();
      return (request) => request.headers.get(key);
    }
  }
}
