import type { Hop, LogSettings, RequestTrace } from '../../net/index';
import { evaluate } from '../expression';
import { DEFAULT_JSON_FORMAT, DEFAULT_TEXT_FORMAT, jsonLine, textLine } from './log-format';
import { loggedHop } from './operators';

const STDOUT = '/dev/stdout';

/** How a line is written: a text format, or a field for each value. */
type LogFormat =
  | { readonly encoding: 'TEXT'; readonly format: string }
  | { readonly encoding: 'JSON'; readonly format: Readonly<Record<string, string>> };

const DEFAULT_FORMAT: LogFormat = { encoding: 'TEXT', format: DEFAULT_TEXT_FORMAT };

/**
 * The line that a hop leaves in its proxy's output; undefined when its configuration wants none.
 * @param logs undefined: as the mesh was installed
 */
export function logLineOf(
  trace: RequestTrace,
  index: number,
  hop: Hop,
  logs: readonly LogSettings[] | undefined,
  epochMs: number,
): AccessLogLine | undefined {
  if (logs === undefined) return new AccessLogLine(trace, index, hop, DEFAULT_FORMAT, epochMs);
  const log = logs.find(
    ({ typedConfig, filter }) =>
      typedConfig.path === STDOUT && (filter === undefined || evaluate(filter.expression, hop) === true),
  );
  return log && new AccessLogLine(trace, index, hop, formatOf(log), epochMs);
}

function formatOf({ typedConfig: { textFormat, jsonFormat } }: LogSettings): LogFormat {
  if (jsonFormat !== undefined)
    return {
      encoding: 'JSON',
      format: Object.keys(jsonFormat).length === 0 ? DEFAULT_JSON_FORMAT : jsonFormat,
    };
  // A line ends where the log's line does.
  return textFormat === undefined
    ? DEFAULT_FORMAT
    : { encoding: 'TEXT', format: textFormat.replace(/\n$/, '') };
}

/** A line of a proxy's access log. Its text is made when somebody reads it, so that an unread log costs nothing. */
export class AccessLogLine {
  constructor(
    private readonly trace: RequestTrace,
    private readonly index: number,
    private readonly hop: Hop,
    private readonly format: LogFormat,
    /** Wall-clock time of the world's beginning. */
    private readonly epochMs: number,
  ) {}

  /** When it was written. */
  get atMs(): number {
    return this.epochMs + Math.floor(this.hop.endUs / 1000);
  }

  get text(): string {
    const { trace, index, hop, epochMs, format } = this;
    const logged = loggedHop(trace, index, hop, epochMs);
    return format.encoding === 'TEXT' ? textLine(format.format, logged) : jsonLine(format.format, logged);
  }
}
