import type {
  ActualOutcome,
  AppView,
  ExpectedOutcome,
  HopView,
  Outcome,
  RequestSpec,
  Step,
} from './scenario';

/** The recorder's client outside the cluster. */
const EXTERNAL = '203.0.113.10';
/** Response headers that depend on time and transport, or on the recorder's own client. */
const IGNORED_RESPONSE = new Set([
  'date',
  'content-length',
  'x-envoy-upstream-service-time',
  'x-envoy-decorator-operation',
  'transfer-encoding',
  'connection',
]);
const IGNORED_REQUEST = new Set([
  'user-agent',
  'accept',
  'content-length',
  'x-envoy-external-address',
  'x-envoy-decorator-operation',
]);
/** Inbound details that say why a server refused. */
const SERVER_REFUSAL = /^(rbac_|jwt_|filter_chain_not_found)/;

/** Compares one answer exactly; answers the first difference. */
export function compareOne(actual: ActualOutcome, expected: ExpectedOutcome, step: Step): string | undefined {
  const spec = step.request;
  if (spec === undefined) return 'not a request step';
  const { status, error } = actual;
  if (status !== expected.status) return differ('status', status ?? error, expected.status ?? expected.error);
  if (!sameError(error, expected, spec)) return differ('error', error, expected.error);
  return (
    compareBody(actual, expected) ??
    compareHeaders(actual, expected) ??
    compareApp(actual.app, expected.app) ??
    (step.hopsIncomplete === true ? undefined : compareHops(actual.hops, expected.hops)) ??
    compareTime(actual.ms, expected, spec)
  );
}

/** A closed connection shows as reset or empty, by chance; behind BlackHoleCluster a TLS client may see either too. */
export function sameError(actual: string | null, expected: Outcome, { url }: RequestSpec): boolean {
  if (actual === expected.error) return true;
  const cut = ['reset', 'empty'];
  const blackHole = expected.hops.some(({ cluster }) => cluster === 'BlackHoleCluster');
  const equal = url.startsWith('https:') && blackHole ? [...cut, 'tls'] : cut;
  return equal.includes(actual ?? '') && equal.includes(expected.error ?? '');
}

function compareBody(actual: Outcome, expected: Outcome): string | undefined {
  if (expected.body === undefined) return undefined;
  const same = upToTlsError(actual.body ?? '') === upToTlsError(expected.body);
  return same ? undefined : differ('body', actual.body, expected.body);
}

function compareHeaders(actual: Outcome, expected: Outcome): string | undefined {
  if (expected.headers === null || actual.headers === null) return undefined;
  for (const [name, value] of Object.entries(expected.headers)) {
    if (IGNORED_RESPONSE.has(name)) continue;
    const own = actual.headers[name];
    if (own === undefined || !sameValue(name, own, value)) return differ(`header ${name}`, own, value);
  }
  for (const name of Object.keys(actual.headers)) {
    // The recording leaves out the type of the application's own answers.
    if (IGNORED_RESPONSE.has(name) || name === 'content-type') continue;
    if (expected.headers[name] === undefined)
      return differ(`header ${name}`, actual.headers[name], undefined);
  }
  return undefined;
}

function compareApp(actual: AppView | null, expected: AppView | null): string | undefined {
  if (actual === null || expected === null)
    return actual === expected ? undefined : differ('app', actual?.workload, expected?.workload);
  for (const field of ['workload', 'version', 'method', 'path', 'host'] as const) {
    if (actual[field] !== expected[field]) return differ(`app.${field}`, actual[field], expected[field]);
  }
  for (const [name, value] of Object.entries(expected.headers)) {
    if (IGNORED_REQUEST.has(name)) continue;
    const own = actual.headers[name];
    if (own === undefined || !sameValue(name, own, value)) return differ(`app header ${name}`, own, value);
  }
  for (const [name, value] of Object.entries(actual.headers)) {
    if (!IGNORED_REQUEST.has(name) && expected.headers[name] === undefined)
      return differ(`app header ${name}`, value, undefined);
  }
  return undefined;
}

function compareHops(actual: readonly HopView[], expected: readonly HopView[]): string | undefined {
  const isClient = ({ direction, shadow }: HopView): boolean =>
    shadow !== true && (direction === 'outbound' || direction === 'gateway');
  const wanted = expected.find(isClient);
  const own = actual.find(isClient);
  if (wanted !== undefined) {
    for (const field of ['cluster', 'route', 'flags', 'details'] as const) {
      const [a, e] = [upToTlsError(own?.[field] ?? ''), upToTlsError(wanted[field] ?? '')];
      if (a !== e) return differ(`hop.${field}`, a, e);
    }
  }
  const isServer = ({ direction, shadow }: HopView): boolean => shadow !== true && direction === 'inbound';
  const refused = expected.findLast(isServer);
  if (refused === undefined || !SERVER_REFUSAL.test(refused.details ?? '')) return undefined;
  const refusing = actual.findLast(isServer);
  for (const field of ['flags', 'details'] as const) {
    if ((refusing?.[field] ?? '') !== (refused[field] ?? ''))
      return differ(`inbound ${field}`, refusing?.[field], refused[field]);
  }
  return undefined;
}

/** Only where a delay, tries or a time-out explain the time: 150 ms and the stated share around it. */
function compareTime(actual: number, expected: ExpectedOutcome, { url }: RequestSpec): string | undefined {
  const [least, most] = expected.ms;
  const waited = expected.hops.some(({ flags }) => /\b(DI|UT|URX)\b/.test(flags ?? ''));
  if (!waited && expected.error !== 'timeout' && !url.includes('/delay/')) return undefined;
  const low = least * 0.8 - 150;
  const high = most * 1.6 + 150;
  return actual < low || actual > high
    ? differ('ms', Math.round(actual), `${String(least)}..${String(most)}`)
    : undefined;
}

function sameValue(name: string, actual: string, expected: string): boolean {
  const own = actual.replaceAll(EXTERNAL, '<external>');
  if (name === 'x-request-id') return own !== '';
  if (name === 'x-forwarded-client-cert') return mask(own) === mask(expected);
  if (expected.includes('<generated>')) return generated(expected).test(own);
  return own === expected || own.replaceAll(', ', ',') === expected.replaceAll(', ', ',');
}

function mask(certificate: string): string {
  return certificate.replace(/Hash=[^;]*/g, 'Hash=');
}

/** A cookie's value is chance, its attributes are not. */
function generated(expected: string): RegExp {
  const parts = expected.split('<generated>').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^;,]+')}$`);
}

function upToTlsError(text: string): string {
  const at = text.indexOf('TLS_error');
  return at < 0 ? text : text.slice(0, at);
}

export function differ(what: string, actual: unknown, expected: unknown): string {
  return `${what}: got ${show(actual)}, recorded ${show(expected)}`;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
