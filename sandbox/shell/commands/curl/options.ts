import { parseCertificates } from '../../../lib/x509/index';
import type { CommandContext, CommandInput } from '../../command';

/** A wrong or unreadable option: curl's words and exit code. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/** A command line understood. Times are milliseconds. */
export interface CurlOptions {
  readonly silent: boolean;
  readonly showErrors: boolean;
  readonly progress: boolean;
  readonly verbose: boolean;
  /** What comes is written at once. */
  readonly noBuffer: boolean;
  readonly include: boolean;
  readonly failEarly: boolean;
  readonly failWithBody: boolean;
  readonly follow: boolean;
  readonly maxRedirects: number;
  readonly method: string;
  /** True when `-X` named the method: redirects keep it. */
  readonly methodForced: boolean;
  readonly headers: readonly string[];
  /** The body to send; undefined when there is none. */
  readonly body: string | undefined;
  readonly contentType: string | undefined;
  /** Data that `-G` puts into the URL. */
  readonly query: string | undefined;
  readonly userAgent: string | undefined;
  readonly user: string | undefined;
  readonly referer: string | undefined;
  readonly json: boolean;
  readonly compressed: boolean;
  /** HTTP/2 where TLS agrees on it, else HTTP/1.1; or one version, whatever the server would like. */
  readonly version: 'agreed' | '2' | '1.1' | '1.0';
  readonly insecure: boolean;
  /** The certificates of `--cacert`, PEM. */
  readonly anchors: string | undefined;
  readonly anchorsFile: string | undefined;
  /** Files of `--cert` and `--key`, as typed. */
  readonly certificateFile: string | undefined;
  readonly keyFile: string | undefined;
  /** `host:port` (lower case) → address. */
  readonly resolve: ReadonlyMap<string, string>;
  readonly maxTimeMs: number | undefined;
  readonly connectTimeoutMs: number | undefined;
  readonly retries: number;
  readonly retryDelayMs: number | undefined;
  readonly retryRefused: boolean;
  readonly retryAll: boolean;
  readonly writeOut: string | undefined;
  readonly dumpHeader: string | undefined;
}

/** @throws OptionError */
export function readOptions(input: CommandInput, context: CommandContext): CurlOptions {
  const silent = input.has('silent');
  const json = input.list('json');
  const data =
    json.length > 0 ? json.map((text) => fromFile(text, context, false)).join('') : dataOf(input, context);
  const asQuery = input.has('get');
  const head = input.has('head');
  const body = asQuery ? undefined : data;
  if (head && body !== undefined)
    throw new OptionError(
      'You can only select one HTTP request method! GET (-G, --get), HEAD (-I, --head) or POST (-d, --data)',
      2,
    );
  return {
    silent,
    showErrors: !silent || input.has('show-error'),
    progress: !silent && !input.has('no-progress-meter'),
    verbose: input.has('verbose'),
    noBuffer: input.has('no-buffer'),
    include: input.has('include') || head,
    failEarly: input.has('fail'),
    failWithBody: input.has('fail-with-body'),
    follow: input.has('location'),
    maxRedirects: Number(input.flag('max-redirs') ?? 50),
    method: input.flag('request') ?? (head ? 'HEAD' : body === undefined ? 'GET' : 'POST'),
    methodForced: input.has('request'),
    headers: input.list('header'),
    body,
    contentType:
      body === undefined
        ? undefined
        : json.length > 0
          ? 'application/json'
          : 'application/x-www-form-urlencoded',
    query: asQuery ? data : undefined,
    userAgent: input.flag('user-agent'),
    user: input.flag('user'),
    referer: input.flag('referer'),
    json: json.length > 0,
    compressed: input.has('compressed'),
    version: wantedVersion(input),
    insecure: input.has('insecure'),
    anchors: readAnchors(input.flag('cacert'), context),
    anchorsFile: input.flag('cacert'),
    certificateFile: input.flag('cert')?.replace(/:[^:/]*$/, ''),
    keyFile: input.flag('key'),
    resolve: resolveEntries(input.list('resolve')),
    maxTimeMs: milliseconds(input.flag('max-time')),
    connectTimeoutMs: milliseconds(input.flag('connect-timeout')),
    retries: Number(input.flag('retry') ?? 0),
    retryDelayMs: milliseconds(input.flag('retry-delay')),
    retryRefused: input.has('retry-connrefused'),
    retryAll: input.has('retry-all-errors'),
    writeOut: writeOutFormat(input.flag('write-out'), context),
    dumpHeader: input.flag('dump-header'),
  };
}

function dataOf(input: CommandInput, context: CommandContext): string | undefined {
  const parts = [
    ...input.list('data').map((text) => fromFile(text, context, true)),
    ...input.list('data-raw'),
    ...input.list('data-urlencode').map(percentEncoded),
  ];
  return parts.length === 0 ? undefined : parts.join('&');
}

/** `@file` reads a file; for `-d` line breaks are dropped. @throws OptionError */
function fromFile(text: string, context: CommandContext, dropBreaks: boolean): string {
  if (!text.startsWith('@')) return text;
  const name = text.slice(1);
  const content = context.world.files.read(context.world.files.resolve(name, context.cwd));
  if (content === undefined) throw new OptionError(`Failed to open ${name}`, 26);
  return dropBreaks ? content.replace(/[\r\n]/g, '') : content;
}

/** `content`, `=content`, `name=content`. */
function percentEncoded(text: string): string {
  const equals = text.indexOf('=');
  const name = equals > 0 ? `${text.slice(0, equals)}=` : '';
  return name + encodeURIComponent(equals >= 0 ? text.slice(equals + 1) : text);
}

function resolveEntries(entries: readonly string[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const entry of entries) {
    const match = /^\+?([^:]+):(\d+):\[?([^\],]+)/.exec(entry);
    if (!match) throw new OptionError(`Couldn't parse CURLOPT_RESOLVE entry '${entry}'`, 49);
    map.set(`${(match[1] ?? '').toLowerCase()}:${match[2] ?? ''}`, match[3] ?? '');
  }
  return map;
}

function readAnchors(name: string | undefined, { world, cwd }: CommandContext): string | undefined {
  if (name === undefined) return undefined;
  const text = world.files.read(world.files.resolve(name, cwd));
  if (text === undefined || parseCertificates(text).length === 0)
    throw new OptionError(`error adding trust anchors from file: ${name}`, 77);
  return text;
}

function writeOutFormat(format: string | undefined, context: CommandContext): string | undefined {
  // the line breaks of a file count for nothing: a format says \n where it wants one
  return format?.startsWith('@') === true ? fromFile(format, context, true) : format;
}

function milliseconds(seconds: string | undefined): number | undefined {
  return seconds === undefined || Number(seconds) === 0 ? undefined : Number(seconds) * 1000;
}

function wantedVersion(input: CommandInput): CurlOptions['version'] {
  if (input.has('http2-prior-knowledge')) return '2';
  if (input.has('http1.0')) return '1.0';
  return input.has('http1.1') ? '1.1' : 'agreed';
}
