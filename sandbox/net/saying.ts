/** What something that rules look at is: `{is: 'header', name: 'end-user'}`. */
export interface Subject {
  readonly is:
    | 'method'
    | 'path'
    | 'scheme'
    | 'authority'
    | 'header'
    | 'query parameter'
    | 'claim'
    | 'caller'
    | 'source IP'
    | 'remote IP'
    | 'destination'
    | 'destination IP'
    | 'port'
    | 'server name'
    | 'transport protocol'
    | 'application protocol'
    /** It has nothing but its name. */
    | 'named';
  readonly name?: string;
}

/** What a value must be. */
export type Demand =
  | {
      readonly is: 'text' | 'prefix' | 'suffix' | 'contained';
      readonly text: string;
      readonly anyCase: boolean;
    }
  | { readonly is: 'value' | 'range' | 'regex' | 'template'; readonly text: string }
  | { readonly is: 'broken regex'; readonly error: string }
  | { readonly is: 'listed'; readonly texts: readonly string[] }
  | { readonly is: 'either'; readonly demands: readonly Demand[] }
  | { readonly is: 'element'; readonly demand: Demand }
  | { readonly is: 'absent' | 'present' | 'nothing' };

/** How a route looks at paths. */
export interface PathPattern {
  readonly is: 'exact' | 'prefix' | 'pathSeparatedPrefix' | 'regex' | 'any';
  readonly text: string;
  readonly anyCase: boolean;
}

/** A number drawn, of how many, and below which something happens. */
export type Draw = readonly [draw: number, of: number, below: number];

/** What is said by code, with the data that it is about. */
type Codes<Map> = { readonly [Code in keyof Map]: readonly unknown[] };
type Said<Map extends Codes<Map>> = {
  readonly [Code in keyof Map]: readonly [code: Code, ...data: Map[Code]];
}[keyof Map];

/** Why conditions hold. */
interface SingleFacts {
  missing: [what: Subject];
  is: [what: Subject, found: string];
  claimMatches: [what: Subject];
  everything: [];
}
interface Facts extends SingleFacts {
  allOf: [facts: readonly SingleFact[]];
}

/** Why something was passed over. */
interface SingleReasons extends SingleFacts {
  // conditions that do not hold
  present: [what: Subject];
  unfit: [what: Subject, found: string, demand: Demand, inverted: boolean];
  missingUnfit: [what: Subject, demand: Demand];
  excluded: [fact: Fact];
  unsupportedCondition: [];
  noneOnTcp: [what: Subject];
  otherPath: [pattern: PathPattern, path: string];
  matches: [];
  // chains, hosts, clusters and endpoints
  otherPort: [wanted: number, dialled: number];
  otherConnection: [what: Subject, seen: string | undefined];
  lessSpecific: [than: string | undefined];
  ruledOut: [];
  betterDomain: [host: string];
  noDomain: [host: string, domains: readonly string[]];
  otherDraws: [first: number, last: number];
  notChosen: [];
  ejected: [];
  unhealthy: [status: string];
  laterPriority: [priority: number];
  // tokens that are no good
  noTokenShown: [];
  unreadableToken: [refusal: string];
  expired: [exp: number, now: number];
  notYetValid: [nbf: number, now: number];
  noKeys: [];
  keysNotFetched: [];
  noMatchingKey: [kid: string, alg: string, keys: string];
  otherSignature: [kid: string];
}
interface Reasons extends SingleReasons {
  oneOf: [reasons: readonly SingleReason[]];
}

/** What filters did. */
interface SingleStories {
  notSimulated: [];
  deniedByDefault: [];
  allowedBy: [policy: string, fact: Fact];
  deniedBy: [policy: string, fact: Fact];
  auditedBy: [policy: string, fact: Fact];
  noRule: [action: 'DENY' | 'AUDIT'];
  noToken: [];
  goodToken: [principal: string];
  tokenDenied: [refusal: string, why: SingleReason | undefined];
  asked: [cluster: string, ending: 'allowed' | 'let pass' | 'denied'];
  askedDenied: [cluster: string, status: number];
  delays: [ms: number, draw: Draw];
  noDelay: [draw: Draw];
  aborts: [status: number, draw: Draw];
  noAbort: [draw: Draw];
  mirrors: [cluster: string, draw: Draw];
  noMirror: [cluster: string, draw: Draw];
  preflight: [origin: string, allowed: boolean];
  noSession: [];
  session: [host: string];
}
interface Stories extends SingleStories {
  dryRun: [story: SingleStory];
}

interface Sayings extends Facts, Reasons, Stories {}

export type SingleFact = Said<SingleFacts>;
export type SingleReason = Said<SingleReasons>;
export type SingleStory = Said<SingleStories>;
export type Fact = Said<Facts>;
export type Reason = Said<Reasons>;
export type Story = Said<Stories>;
/** One thing that the record says: its code and its data, from which every language makes its own sentence. */
export type Saying = Said<Sayings>;

/** A language: a sentence, or a part of one, for everything that can be said. */
export type Tongue = { readonly [Code in keyof Sayings]: (...data: Sayings[Code]) => string };

/** What is said, in a language. */
export function tell(tongue: Tongue, [code, ...data]: Saying): string {
  return (tongue[code] as (...data: readonly unknown[]) => string)(...data);
}
