import {
  tell,
  type Demand,
  type Draw,
  type PathPattern,
  type Saying,
  type Subject,
  type Tongue,
} from './saying';

/** The record in English; other languages live where they are read. */
const english: Tongue = {
  missing: (what) => `${subject(what)} missing`,
  present: (what) => `${subject(what)} present`,
  unfit: (what, found, wanted, inverted) =>
    `${subject(what)} is ${found}, must ${inverted ? 'not ' : ''}${demand(wanted)}`,
  missingUnfit: (what, wanted) => `${subject(what)} missing, must ${demand(wanted)}`,
  excluded: (fact) => `${inEnglish(fact)}, which is excluded`,
  unsupportedCondition: () => 'asks for something that is not simulated',
  noneOnTcp: (what) => `no ${subject(what)} on a TCP connection`,
  oneOf: (reasons) => reasons.map(inEnglish).join('; '),
  otherPath: (pattern, path) => `${pathPattern(pattern)} does not match path ${path}`,
  matches: () => 'matches',

  is: (what, found) => `${subject(what)} is ${found}`,
  claimMatches: (what) => `${subject(what)} matches`,
  allOf: (facts) => facts.map(inEnglish).join(' and '),
  everything: () => 'it matches every request',

  otherPort: (wanted, dialled) => `destination port ${String(wanted)} is not ${String(dialled)}`,
  otherConnection: (what, seen) =>
    `${subject(what)} does not match ${seen ?? (what.is === 'server name' ? 'a connection without one' : 'none offered')}`,
  lessSpecific: (than) => `less specific than ${than ?? 'the chosen chain'}`,
  ruledOut: () => 'ruled out by a more specific chain',
  betterDomain: (host) => `a better domain matches ${host}`,
  noDomain: (host, domains) => `none of its domains matches ${host}: ${domains.join(', ')}`,
  otherDraws: (first, last) => `its draws are ${String(first)} to ${String(last)}`,
  notChosen: () => 'not chosen by the load balancer',
  ejected: () => 'ejected by outlier detection',
  unhealthy: (status) => `${status.toLowerCase()}, as the control plane says`,
  laterPriority: (priority) =>
    `of priority ${String(priority)}: used when too many of those before it are gone`,

  noTokenShown: () => 'the request carries no token',
  unreadableToken: (refusal) => refusal,
  expired: (exp, now) => `exp was ${String(exp)}, now is ${String(now)}`,
  notYetValid: (nbf, now) => `nbf is ${String(nbf)}, now is ${String(now)}`,
  noKeys: () => 'the key set holds no key that can be read',
  keysNotFetched: () => 'nobody answered with the keys',
  noMatchingKey: (kid, alg, keys) => `no key for kid "${kid}" and alg ${alg}; there are ${keys}`,
  otherSignature: (kid) => `the signature is not one of key "${kid}"`,

  notSimulated: () => 'This filter is not simulated: the request passes as if it were not there.',
  dryRun: (story) => `Dry run, nothing is enforced. ${inEnglish(story)}`,
  deniedByDefault: () => 'Denied: ALLOW policies apply here and no rule of theirs matches.',
  allowedBy: (policy, fact) => `Allowed by ${policy}: ${inEnglish(fact)}.`,
  deniedBy: (policy, fact) => `Denied by ${policy}: ${inEnglish(fact)}.`,
  auditedBy: (policy, fact) => `Marked for auditing by ${policy}: ${inEnglish(fact)}.`,
  noRule: (action) => `No ${action} rule matches.`,
  noToken: () => 'The request carries no token and goes on without a principal.',
  goodToken: (principal) => `The token is good: its principal is ${principal}.`,
  tokenDenied: (refusal, why) => `Denied: ${refusal}${why === undefined ? '' : ` (${inEnglish(why)})`}.`,
  asked: (cluster, ending) =>
    `Asked ${cluster}: ${ending === 'allowed' ? ending : `no usable answer, so it is ${ending}`}.`,
  askedDenied: (cluster, status) => `Asked ${cluster}: denied with status ${String(status)}.`,
  delays: (ms, drawn) => `The fault filter delays the request by ${String(ms)} ms: ${draw(drawn)}.`,
  noDelay: (drawn) => `The fault filter lets it pass without a delay: ${draw(drawn)}.`,
  aborts: (status, drawn) => `The fault filter aborts with status ${String(status)}: ${draw(drawn)}.`,
  noAbort: (drawn) => `The fault filter lets it pass without an abort: ${draw(drawn)}.`,
  mirrors: (cluster, drawn) => `Sends a copy to ${cluster}: ${draw(drawn)}.`,
  noMirror: (cluster, drawn) => `Does not send a copy to ${cluster}: ${draw(drawn)}.`,
  preflight: (origin, allowed) =>
    `The CORS filter answers the preflight of ${origin}${allowed ? '' : ', which is not allowed'}.`,
  noSession: () => 'The request brings no session.',
  session: (host) => `The session is with ${host}.`,
};

/** What is said, in English. */
export function inEnglish(saying: Saying): string {
  return tell(english, saying);
}

function subject({ is, name }: Subject): string {
  if (is === 'named') return name ?? '';
  return name === undefined ? is : `${is} ${name}`;
}

const VERBS = { text: 'be', prefix: 'start with', suffix: 'end with', contained: 'contain' } as const;

function demand(wanted: Demand): string {
  switch (wanted.is) {
    case 'text':
    case 'prefix':
    case 'suffix':
    case 'contained':
      return `${VERBS[wanted.is]} "${wanted.text}"${wanted.anyCase ? ' (any case)' : ''}`;
    case 'value':
      return `be ${wanted.text}`;
    case 'range':
      return `be in ${wanted.text}`;
    case 'regex':
      return `match regex ${wanted.text}`;
    case 'template':
      return `match ${wanted.text}`;
    case 'broken regex':
      return `match a regex that does not compile: ${wanted.error}`;
    case 'listed':
      return `be one of ${wanted.texts.join(', ')}`;
    case 'either':
      return wanted.demands.map(demand).join(' or ');
    case 'element':
      return `have an element to ${demand(wanted.demand)}`;
    case 'absent':
      return 'be absent';
    case 'present':
      return 'be there';
    case 'nothing':
      return 'match nothing (the matcher is empty)';
  }
}

/** `prefix /api` */
export function pathPattern({ is, text, anyCase }: PathPattern): string {
  if (is === 'any') return 'any path';
  const label = is === 'pathSeparatedPrefix' ? 'path-separated prefix' : is;
  return `${label} ${text}${anyCase ? ' (any case)' : ''}`;
}

function draw([drawn, of, below]: Draw): string {
  return `drew ${String(drawn)} of ${String(of)}, fires below ${String(below)}`;
}
