import { isShadow, type Received } from './echo';

/** What a request did, at the client, in the access log and at the upstreams. */
export interface Observation {
  readonly status: number | string;
  readonly headers: readonly string[];
  readonly body: string;
  readonly flags: string;
  readonly details: string;
  readonly route: string;
  readonly cluster: string;
  readonly host: string;
  readonly received: readonly string[];
}

/** Parts of an observation as they were found. */
export interface Findings {
  readonly status: number | string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly log: {
    readonly flags: string;
    readonly details: string;
    readonly route: string;
    readonly cluster: string;
    readonly host: string;
  };
  readonly received: readonly Received[];
  /** The id the client gave the request; one that a proxy makes is a random number. */
  readonly requestId: string | undefined;
}

/** Framing and the clock are Node's or the machine's. */
const IGNORED: ReadonlySet<string> = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);
const MEASURED: ReadonlySet<string> = new Set(['x-envoy-upstream-service-time']);

const REMAINING: ReadonlySet<string> = new Set(['x-envoy-expected-rq-timeout-ms', 'grpc-timeout']);

/** Puts what was found into a form in which equal means equal. */
export function observation(found: Findings): Observation {
  const { status, headers, body, log, received, requestId } = found;
  return {
    status,
    headers: fieldLines(headers, requestId),
    body,
    ...log,
    received: received
      .map(({ headers: fields, ...one }) => ({ ...one, headers: withoutTimes(withoutNode(fields)) }))
      .map((one) => ({ ...one, headers: fieldLines(one.headers, requestId) }))
      .flatMap(({ headers: fields, ...one }) => {
        const request = `${one.at} ${one.method} ${one.authority}${one.path} ${one.body}`;
        return [request, ...fields.map((field) => `${one.at} ${field}`)];
      })
      .sort(),
  };
}

/** A proxy that mirrors a request names itself, by an address of the machine. */
function withoutNode(headers: Findings['headers']): Findings['headers'] {
  if (!isShadow(headers)) return headers;
  return headers.map(([name, value]) => [
    name,
    name === 'x-forwarded-for' ? value.replace(/[^,]*$/, '*') : value,
  ]);
}

/** A retry has what the tries before it left of the time. */
function withoutTimes(headers: Findings['headers']): Findings['headers'] {
  if (!headers.some(([name, value]) => name === 'x-envoy-attempt-count' && value !== '1')) return headers;
  return headers.map(([name, value]) => [name, REMAINING.has(name) ? '*' : value]);
}

function fieldLines(
  headers: readonly (readonly [string, string])[],
  requestId: string | undefined,
): string[] {
  return headers
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !IGNORED.has(name))
    .map(([name, value]): [string, string] => {
      if (MEASURED.has(name)) return [name, '*'];
      return name === 'x-request-id' && value !== requestId ? [name, '*'] : [name, value];
    })
    .map(([name, value], index) => ({ name, value, index }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)) || a.index - b.index)
    .map(({ name, value }) => `${name}: ${value}`);
}

/** Which parts differ, each as it is on both sides. */
export function differences(real: Observation, simulated: Observation): string[] {
  return (Object.keys(real) as (keyof Observation)[]).flatMap((key) => {
    const [is, ours] = [linesOf(real[key]), linesOf(simulated[key])];
    if (JSON.stringify(is) === JSON.stringify(ours)) return [];
    const [more, less] = [without(is, ours), without(ours, is)];
    return [`${key}: ${(more.length + less.length > 0 ? more : is).join(' | ')} <> ${less.join(' | ')}`];
  });
}

function linesOf(value: Observation[keyof Observation]): readonly string[] {
  return typeof value === 'object' ? value : [String(value)];
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  return lines.filter((line) => !others.includes(line));
}
