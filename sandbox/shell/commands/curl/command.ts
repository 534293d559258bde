import { utf8Length } from '../../../net/index';
import type { Process } from '../../../sim/index';
import { defineCommand, type CommandContext, type CommandInput } from '../../command';
import { CookieJar } from './cookies';
import { curlFlags } from './flags';
import { openDestination, type OpenDestination } from './destination';
import { OptionError, readOptions, type CurlOptions } from './options';
import { CURL_VERSION } from './outgoing';
import { meterEnd, meterStart } from './progress-meter';
import { Reporter } from './reporter';
import { Transfer } from './transfer';
import type { TransferResult } from './transfer-result';
import { expandUrl, GlobError } from './url-glob';
import { writeOut } from './write-out';

const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** curl: sends requests from wherever the shell runs, over the simulated network. */
export const curlCommand = defineCommand({
  path: ['curl'],
  family: 'curl',
  summary: 'send a request and print the answer',
  usage: 'curl [options...] <url>',
  flags: curlFlags,
  arguments: [{ name: 'url', repeated: true }],
  examples: [
    'curl -s http://fleetman.example.com/',
    'curl -sS -o /dev/null -w "%{http_code}\\n" http://fleetman.example.com/',
  ],
  *run(input, context) {
    if (input.has('version')) {
      yield* context.write(
        `curl ${CURL_VERSION} (simulated) libcurl/${CURL_VERSION}\nProtocols: http https\nFeatures: HTTP2 SSL\n`,
      );
      return 0;
    }
    const typed = [...input.list('url'), ...input.positional];
    if (typed.length === 0) {
      const complaint = input.words.length === 0 ? '' : 'curl: (2) no URL specified\n';
      yield* context.error(complaint + TRY_HELP);
      return 2;
    }
    try {
      return yield* transferAll(typed, readOptions(input, context), input, context);
    } catch (error) {
      if (error instanceof OptionError) {
        yield* context.error(`curl: (${String(error.exitCode)}) ${error.message}\n`);
        return error.exitCode;
      }
      if (!(error instanceof GlobError)) throw error;
      yield* context.error(`curl: (3) ${error.message}\n`);
      return 3;
    }
  },
});

function* transferAll(
  typed: readonly string[],
  options: CurlOptions,
  input: CommandInput,
  context: CommandContext,
): Process<number> {
  const cookies = new CookieJar();
  for (const source of input.list('cookie')) readCookies(cookies, source, context);
  const outputs = input.list('output');
  let exitCode = 0;
  let urlNumber = 0;
  for (const [index, pattern] of typed.entries()) {
    for (const url of expandUrl(pattern)) {
      const target = input.has('remote-name') ? remoteName(url) : outputs[index];
      const destination = openDestination(target, options.dumpHeader, context);
      const result = yield* transferOne(
        url,
        withLiteralCookies(options, input),
        context,
        cookies,
        destination,
      );
      if (result === undefined) return 23;
      exitCode = result.failure?.exitCode ?? 0;
      yield* printWriteOut(options, result, urlNumber++, context);
    }
  }
  const jar = input.flag('cookie-jar');
  if (jar !== undefined) yield* saveJar(jar, cookies, context);
  return exitCode;
}

/** Transfers one URL and prints the answer or the error; undefined when the reader went away. */
function* transferOne(
  url: string,
  options: CurlOptions,
  context: CommandContext,
  cookies: CookieJar,
  destination: OpenDestination,
): Process<TransferResult | undefined> {
  const reporter = new Reporter(options, context, destination);
  const meter = options.progress && !destination.isTerminal;
  if (meter) yield* context.error(meterStart());
  const transferred = yield* new Transfer(options, context, cookies, reporter).run(url);
  const received = yield* reporter.body(transferred);
  const result = withHttpFailure(received ?? transferred, options);
  destination.close(result.response !== undefined);
  if (meter && transferred.url !== undefined) {
    const bytes = result.failure?.exitCode === 22 ? 0 : utf8Length(transferred.response?.body ?? '');
    const sent =
      transferred.response === undefined ? 0 : utf8Length(transferred.outgoing?.request.body ?? '');
    yield* context.error(meterEnd(bytes, sent, result.totalMs));
  }
  if (received === undefined) return undefined;
  if (result.failure !== undefined && options.showErrors)
    yield* context.error(`curl: (${String(result.failure.exitCode)}) ${result.failure.message}\n`);
  return result;
}

/** `-f`: a status of 400 and above is an error of its own. */
function withHttpFailure(result: TransferResult, options: CurlOptions): TransferResult {
  const status = result.response?.status ?? 0;
  if (status < 400 || result.failure !== undefined || !(options.failEarly || options.failWithBody))
    return result;
  return {
    ...result,
    failure: { exitCode: 22, message: `The requested URL returned error: ${String(status)}` },
  };
}

function* printWriteOut(
  options: CurlOptions,
  result: TransferResult,
  urlNumber: number,
  context: CommandContext,
): Process<void> {
  if (options.writeOut === undefined) return;
  const { stdout, stderr } = writeOut(options.writeOut, result, urlNumber);
  if (stderr !== '') yield* context.error(stderr);
  if (stdout !== '') yield* context.write(stdout);
}

/** `-b name=value` sends text; `-b file` reads a jar. */
function readCookies(cookies: CookieJar, source: string, { world, cwd }: CommandContext): void {
  if (source.includes('=')) return;
  cookies.read(world.files.read(world.files.resolve(source, cwd)) ?? '');
}

function withLiteralCookies(options: CurlOptions, input: CommandInput): CurlOptions {
  const literal = input.list('cookie').filter((source) => source.includes('='));
  return literal.length === 0
    ? options
    : { ...options, headers: [...options.headers, `Cookie: ${literal.join('; ')}`] };
}

function* saveJar(path: string, cookies: CookieJar, context: CommandContext): Process<void> {
  if (path === '-') yield* context.write(cookies.toString());
  else context.world.files.write(context.world.files.resolve(path, context.cwd), cookies.toString());
}

function remoteName(url: string): string {
  return /\/([^/?#]+)[^/]*$/.exec(url.replace(/^[a-z]+:\/\//i, ''))?.[1] ?? 'curl_response';
}
