import { parseHttpUrl } from '../../../../lib/url';
import { defineCommand, type CommandContext } from '../../../command';
import type { Process } from '../../../../sim/index';
import { headerLines } from '../../curl/reporter';
import { parseDurationMs } from '../../duration';
import { ask, runLoad, type CallRecord, type LoadOptions } from './load';
import { loadReport } from './report';

const VERSION = '1.75.2';
/** Threads that Go may run at once in the simulated container. */
const PROCESSORS = 4;
const SWITCHES = new Set([
  'quiet',
  'a',
  'stdclient',
  'uniform',
  'jitter',
  'nocatchup',
  'k',
  'h2',
  'logcaller',
]);
const VALUES = new Set([
  'c',
  'qps',
  'n',
  't',
  'loglevel',
  'timeout',
  'H',
  'X',
  'payload',
  'r',
  'p',
  'labels',
]);

/** The load generator of Istio's circuit breaking task: `fortio load` and `fortio curl` (https://fortio.org). */
export const fortio = defineCommand({
  path: ['fortio'],
  summary: 'Generate load over HTTP and report latencies.',
  usage: 'fortio load|curl [flags] URL',
  flags: [],
  rawArguments: true,
  *run(input, context) {
    const [verb, ...words] = input.words;
    if (verb === 'version') return (yield* context.write(`${VERSION}\n`)) ? 0 : 1;
    if (verb !== 'load' && verb !== 'curl') {
      yield* context.error(`Missing command argument\nUsage: ${fortio.usage}\n`);
      return 1;
    }
    const flags = readFlags(words);
    if (typeof flags === 'string') {
      yield* context.error(`${flags}\n`);
      return 1;
    }
    const options = loadOptions(flags);
    if (parseHttpUrl(options.url) === undefined) {
      yield* context.error(`Error: fortio ${verb} needs a url or destination\n`);
      return 1;
    }
    return verb === 'curl' ? yield* curlOnce(options, context) : yield* load(options, flags, context);
  },
});

type Flags = ReadonlyMap<string, readonly string[]>;

function readFlags(words: readonly string[]): Flags | string {
  const flags = new Map<string, string[]>();
  const put = (name: string, value: string): void => {
    flags.set(name, [...(flags.get(name) ?? []), value]);
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) put('url', word);
    else {
      const [name = '', inline] = word.replace(/^--?/, '').split(/=(.*)/s);
      if (SWITCHES.has(name)) put(name, inline ?? 'true');
      else if (VALUES.has(name)) put(name, inline ?? words[++at] ?? '');
      else return `flag provided but not defined: -${name}`;
    }
  }
  return flags;
}

function loadOptions(flags: Flags): LoadOptions {
  const last = (name: string): string | undefined => flags.get(name)?.at(-1);
  const raw = last('url') ?? '';
  const payload = last('payload') ?? '';
  const given = (flags.get('H') ?? []).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return {
    connections: Math.max(1, Number(last('c') ?? 4)),
    callsPerSecond: last('qps') === undefined ? 8 : Number(last('qps')),
    calls: last('n') === undefined ? undefined : Number(last('n')),
    durationMs: parseDurationMs(last('t') ?? '5s') ?? 5000,
    timeoutMs: parseDurationMs(last('timeout') ?? '3s') ?? 3000,
    url: raw === '' || raw.includes('://') ? raw : `http://${raw}`,
    method: last('X') ?? (payload === '' ? 'GET' : 'POST'),
    body: payload,
    headers: [['User-Agent', `fortio.org/fortio-${VERSION}`], ...given],
  };
}

function* curlOnce(options: LoadOptions, context: CommandContext): Process<number> {
  const url = parseHttpUrl(options.url);
  const response = url && (yield* ask(url, options, context));
  if (response === undefined) {
    yield* context.error(`Unable to connect to ${options.url}\n`);
    return 1;
  }
  yield* context.write(`${headerLines(response, false).join('\r\n')}\r\n\r\n${response.body}`);
  return response.status === 200 ? 0 : 1;
}

function* load(options: LoadOptions, flags: Flags, context: CommandContext): Process<number> {
  const { kernel } = context.world;
  const { connections, calls, callsPerSecond } = options;
  const gomax = String(PROCESSORS);
  const level = (flags.get('loglevel')?.at(-1) ?? 'info').toLowerCase();
  const speaks = (severity: 'info' | 'warning'): boolean =>
    level === 'info' ||
    level === 'verbose' ||
    level === 'debug' ||
    (severity === 'warning' && level === 'warning');
  if (level === 'warning')
    yield* context.error(
      logLine(
        context,
        'info',
        '"file":"logger.go","line":298,"msg":"Log level is now 3 Warning (was 2 Info)"',
      ),
    );
  const rate = callsPerSecond <= 0 ? '0' : String(callsPerSecond);
  const amount = calls === undefined ? `${String(options.durationMs / 1000)}s` : `${String(calls)} calls`;
  yield* context.write(
    `Fortio ${VERSION} running at ${rate} queries per second, ${gomax}->${gomax} procs, for ${amount}: ${options.url}\n`,
  );
  const share =
    calls === undefined
      ? ''
      : ` (${String(Math.floor(calls / connections))} per thread + ${String(calls % connections)})`;
  const pace = callsPerSecond <= 0 ? 'at max qps' : `at ${rate} qps`;
  const extent = calls === undefined ? `for ${amount}` : `for exactly ${amount}${share}`;
  yield* context.write(`Starting ${pace} with ${String(connections)} thread(s) [gomax ${gomax}] ${extent}\n`);
  function* complain(record: CallRecord): Process<void> {
    if (!speaks('warning')) return;
    const { status, thread } = record;
    const code = `"code":${String(status)},"status":"HTTP/1.1 ${String(status)}","thread":${String(thread)},"run":0`;
    const what = `"file":"http_client.go","line":1159,"msg":"Non ok http code",${code}`;
    yield* context.error(logLine(context, 'warn', what));
  }
  const startMs = kernel.nowMs;
  const records = yield* runLoad(options, context, complain);
  yield* context.write(loadReport(records, (kernel.nowMs - startMs) / 1000, options));
  return 0;
}

/** A line of fortio's log, which is JSON where no terminal reads it. */
function logLine(context: CommandContext, level: string, rest: string): string {
  const seconds = (context.world.now() / 1000).toFixed(6);
  return `{"ts":${seconds},"level":"${level}","r":1,${rest}}\n`;
}
