import type { Hop, RequestTrace } from '../../net/index';
import { DEFAULT_JSON_FORMAT, DEFAULT_TEXT_FORMAT, jsonLine, textLine } from './log-format';
import type { LoggedHop } from './operators';

/** How a line is written: a text format, or a field for each value. */
export type LogFormat =
  | { readonly encoding: 'TEXT'; readonly format: string }
  | { readonly encoding: 'JSON'; readonly format: Readonly<Record<string, string>> };

export const DEFAULT_FORMAT: LogFormat = { encoding: 'TEXT', format: DEFAULT_TEXT_FORMAT };
export const JSON_FORMAT: LogFormat = { encoding: 'JSON', format: DEFAULT_JSON_FORMAT };

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
    const forwarded = trace.hops.find(({ parent }) => parent === index)?.request.headers;
    const logged: LoggedHop = { trace, index, hop, forwarded, epochMs };
    return format.encoding === 'TEXT' ? textLine(format.format, logged) : jsonLine(format.format, logged);
  }
}
