import type { Hop, HttpHeaders, LogFilter, LogFormat, LogSettings, RequestTrace } from '../../net/index';
import { evaluate } from '../expression';
import { jsonLine, textLine } from './log-format';
import { forwardedHeaders, type LoggedHop } from './operators';

/** Both are what `kubectl logs` shows. */
const OUTPUTS: ReadonlySet<string> = new Set(['/dev/stdout', '/dev/stderr']);
const NOTHING: readonly AccessLogLine[] = [];

/** A log that ends up in its proxy's output. */
export type WrittenLog = Extract<LogSettings, { readonly name: 'envoy.access_loggers.file' }>;

/** Those logs of a configuration that somebody can read. */
export function writtenLogs(logs: readonly LogSettings[] = []): readonly WrittenLog[] {
  return logs.filter(
    (log): log is WrittenLog => log.name === 'envoy.access_loggers.file' && OUTPUTS.has(log.typedConfig.path),
  );
}

/** The lines that a hop leaves in its proxy's output: one for each log that takes it. */
export function logLinesOf(
  trace: RequestTrace,
  index: number,
  hop: Hop,
  logs: readonly WrittenLog[],
  epochMs: number,
): readonly AccessLogLine[] {
  let lines = NOTHING;
  for (const { filter, typedConfig } of logs)
    if (takes(filter, hop)) {
      const line = new AccessLogLine(
        trace.id,
        index,
        hop,
        forwardedHeaders(trace, index),
        epochMs,
        typedConfig.logFormat,
      );
      // Mostly there is one: a list that something is added to takes room for many more.
      lines = lines === NOTHING ? [line] : [...lines, line];
    }
  return lines;
}

function takes(filter: LogFilter | undefined, hop: Hop): boolean {
  if (filter === undefined) return true;
  const { andFilter, responseFlagFilter, extensionFilter } = filter;
  if (andFilter) return andFilter.filters.every((one) => takes(one, hop));
  if (responseFlagFilter) {
    const flags = hop.flags.split(',');
    return responseFlagFilter.flags.some((flag) => flags.includes(flag));
  }
  return extensionFilter === undefined || evaluate(extensionFilter.typedConfig.expression, hop) === true;
}

/**
 * A line of a proxy's access log. Its text is made when somebody reads it, so that an unread log costs nothing; until
 * then it keeps what is told of, and not the rest of the request's way.
 */
export class AccessLogLine implements LoggedHop {
  constructor(
    readonly traceId: number,
    readonly index: number,
    readonly hop: Hop,
    readonly forwarded: HttpHeaders | undefined,
    readonly epochMs: number,
    private readonly format: LogFormat,
  ) {}

  /** When it was written. */
  get atMs(): number {
    return this.epochMs + Math.floor(this.hop.endUs / 1000);
  }

  get text(): string {
    const { jsonFormat, textFormatSource, omitEmptyValues = false } = this.format;
    if (jsonFormat !== undefined) return jsonLine(jsonFormat, this, omitEmptyValues);
    // A line ends where the log's line does.
    return textLine((textFormatSource?.inlineString ?? '').replace(/\n$/, ''), this, omitEmptyValues);
  }
}
