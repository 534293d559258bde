import { HttpHeaders, isFailure, type HttpResponse } from '../../../../net/index';
import { parseHttpUrl, type HttpUrl } from '../../../../lib/url';
import { all, sleep, type Process } from '../../../../sim/index';
import type { CommandContext } from '../../../command';
import { headerLines } from '../../curl/reporter';

/** What `fortio load` was told. */
export interface LoadOptions {
  readonly connections: number;
  /** 0: as fast as answers come. */
  readonly callsPerSecond: number;
  /** Calls in all; undefined: for `durationMs`. */
  readonly calls: number | undefined;
  readonly durationMs: number;
  readonly timeoutMs: number;
  readonly url: string;
  readonly method: string;
  readonly body: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** How one call went; -1 is the status of a call without an answer. */
export interface CallRecord {
  readonly seconds: number;
  readonly status: number;
  readonly headerBytes: number;
  readonly totalBytes: number;
  readonly thread: number;
}

/** Runs the threads of a load test, each with its share of the calls. */
export function* runLoad(
  options: LoadOptions,
  context: CommandContext,
  onBad: (record: CallRecord) => Process<void>,
): Process<readonly CallRecord[]> {
  const url = parseHttpUrl(options.url);
  if (url === undefined) return [];
  const { kernel } = context.world;
  const endMs = kernel.nowMs + options.durationMs;
  const { connections, calls, callsPerSecond } = options;
  const records: CallRecord[] = [];
  function* thread(index: number): Process<void> {
    const share =
      calls === undefined
        ? Infinity
        : Math.floor(calls / connections) + (index < calls % connections ? 1 : 0);
    const startMs = kernel.nowMs;
    for (let done = 0; done < share && (calls !== undefined || kernel.nowMs < endMs); done++) {
      const record = yield* callOnce(url as HttpUrl, options, context, index);
      records.push(record);
      if (record.status !== 200) yield* onBad(record);
      if (callsPerSecond <= 0) continue;
      const dueMs = startMs + ((done + 1) * connections * 1000) / callsPerSecond;
      yield* sleep(Math.max(0, dueMs - kernel.nowMs));
    }
  }
  yield* all(
    'fortio',
    Array.from({ length: connections }, (_, index) => thread(index)),
  );
  return records;
}

function* callOnce(
  url: HttpUrl,
  options: LoadOptions,
  context: CommandContext,
  thread: number,
): Process<CallRecord> {
  const startMs = context.world.kernel.nowMs;
  const response = yield* ask(url, options, context);
  const seconds = (context.world.kernel.nowMs - startMs) / 1000;
  if (response === undefined) return { seconds, status: -1, headerBytes: 0, totalBytes: 0, thread };
  const headerBytes = headerLines(response, false).join('\r\n').length + 4;
  return {
    seconds,
    status: response.status,
    headerBytes: response.status === 200 ? headerBytes : 0,
    totalBytes: headerBytes + response.body.length,
    thread,
  };
}

/** One request as fortio sends it; undefined when nothing came back. */
export function* ask(
  url: HttpUrl,
  { method, headers, body, timeoutMs }: LoadOptions,
  context: CommandContext,
): Process<HttpResponse | undefined> {
  const { network } = context.world;
  const ip = network.resolve(url.host, context.location);
  if (ip === undefined) return undefined;
  const { outcome } = yield* network.send({
    from: context.location,
    ip,
    port: url.port,
    ...(url.scheme === 'https' ? { tls: { serverName: url.host, insecure: false } } : {}),
    request: {
      method,
      scheme: url.scheme,
      authority: url.authority,
      path: url.path,
      headers: new HttpHeaders(headers),
      body,
    },
    maxTimeMs: timeoutMs,
  });
  return isFailure(outcome) ? undefined : outcome;
}
