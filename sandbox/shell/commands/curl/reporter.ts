import type { HttpUrl } from '../../../lib/url';
import { utf8Length, type BodyStream, type HttpResponse } from '../../../net/index';
import type { Process } from '../../../sim/index';
import type { CommandContext } from '../../command';
import { BodyReader } from './body';
import type { Destination } from './destination';
import type { CurlFailure } from './failure';
import type { CurlOptions } from './options';
import { reasonOf } from './status-text';
import { handshakeLines, helloLines } from './tls-report';
import type { TransferResult } from './transfer-result';

/** Writes what curl writes around and including the answer. Verbose lines go to standard error. */
export class Reporter {
  constructor(
    private readonly options: CurlOptions,
    private readonly context: CommandContext,
    private readonly destination: Destination,
  ) {}

  *trying(url: HttpUrl, ip: string, pinned: boolean): Process<void> {
    const port = String(url.port);
    if (pinned)
      yield* this.#tell(
        `Added ${url.host}:${port}:${ip} to DNS cache`,
        `Hostname ${url.host} was found in DNS cache`,
      );
    else if (url.host !== ip)
      yield* this.#tell(`Host ${url.host}:${port} was resolved.`, 'IPv6: (none)', `IPv4: ${ip}`);
    yield* this.#tell(`  Trying ${ip}:${port}...`);
  }

  *unresolved(failure: CurlFailure): Process<void> {
    yield* this.#tell(failure.message, 'closing connection #0');
  }

  /** The connection stands and the request went out. */
  *connected({
    url,
    outgoing,
    remoteIP = '',
    http2,
    serverChain,
    serverProblem,
  }: TransferResult): Process<void> {
    if (!this.options.verbose || url === undefined || outgoing === undefined) return;
    yield* this.#tell(`Connected to ${url.host} (${remoteIP}) port ${String(url.port)}`);
    if (url.scheme === 'https')
      yield* this.#tell(
        ...helloLines(this.options),
        ...handshakeLines(this.options, url.host, { http2, serverChain, serverProblem }),
      );
    yield* this.#tell(http2 ? 'using HTTP/2' : 'using HTTP/1.x');
    const { request, wire } = outgoing;
    const version = http2 ? '2' : this.options.version === '1.0' ? '1.0' : '1.1';
    const lines = [`${request.method} ${request.path} HTTP/${version}`];
    for (const [name, value] of wire) lines.push(`${http2 ? name.toLowerCase() : name}: ${value}`);
    yield* this.context.error(`${lines.map((line) => `> ${line}\n`).join('')}> \n`);
    if (request.body !== '' && !this.destination.isTerminal)
      yield* this.context.error(`} [${String(utf8Length(request.body))} bytes data]\n`);
    yield* this.#tell('Request completely sent off');
  }

  *failed(
    { url, remoteIP = '', local, serverChain }: TransferResult,
    failure: CurlFailure,
    connected: boolean,
  ): Process<void> {
    if (!connected && failure.exitCode === 7 && url !== undefined) {
      const from = `${local?.ip ?? ''} port ${String(local?.port ?? 0)}`;
      yield* this.#tell(
        `connect to ${remoteIP} port ${String(url.port)} from ${from} failed: Connection refused`,
      );
    }
    if (!connected && serverChain !== undefined && url !== undefined)
      yield* this.#tell(
        `Connected to ${url.host} (${remoteIP}) port ${String(url.port)}`,
        ...helloLines(this.options),
        'TLSv1.3 (OUT), TLS alert, unknown CA (560):',
      );
    yield* this.#tell(failure.message.split('\n')[0] ?? '', 'closing connection #0');
  }

  /** The headers of an answer that is not the last one. */
  *redirect(result: TransferResult): Process<void> {
    if (result.response === undefined) return;
    yield* this.#headers(result, result.response);
    if (result.response.body !== '') yield* this.#tell('Ignoring the response-body');
    yield* this.#leftIntact(result);
  }

  *another(url: HttpUrl): Process<void> {
    yield* this.#tell(`Issue another request to this URL: '${url.scheme}://${url.authority}${url.path}'`);
  }

  *retry(reason: string, waitMs: number, left: number): Process<void> {
    if (this.options.silent && !this.options.showErrors) return;
    const seconds = String(Math.round(waitMs / 1000));
    const plural = seconds === '1' ? '' : 's';
    const tries = `${String(left)} retr${left === 1 ? 'y' : 'ies'}`;
    yield* this.context.error(
      `Warning: Problem: ${reason}. Will retry in ${seconds} second${plural}. ${tries} left.\n`,
    );
  }

  /** The answer itself, with what became of it; undefined when nobody reads it any more. */
  *body(result: TransferResult): Process<TransferResult | undefined> {
    const { response } = result;
    if (response?.stream === undefined) return (yield* this.#wholeBody(result)) ? result : undefined;
    if (!(yield* this.#headers(result, response))) {
      response.stream.drop();
      return undefined;
    }
    return yield* this.#stillComing(result, response, response.stream);
  }

  *#stillComing(
    result: TransferResult,
    response: HttpResponse,
    stream: BodyStream,
  ): Process<TransferResult | undefined> {
    const { kernel } = this.context.world;
    const startMs = kernel.nowMs - result.totalMs;
    const withheld = this.options.failEarly && response.status >= 400;
    if (withheld) {
      stream.drop();
      return result;
    }
    const reader = new BodyReader(this.options, this.context, this.destination);
    const { delivered, failure } = yield* reader.read(result, response, stream);
    if (!delivered) return undefined;
    const over = { ...result, startTransferMs: result.totalMs, totalMs: kernel.nowMs - startMs };
    if (failure === undefined) {
      yield* this.#leftIntact(result);
      return over;
    }
    yield* this.#tell(failure.message, 'closing connection #0');
    return { ...over, failure };
  }

  *#wholeBody(result: TransferResult): Process<boolean> {
    const { response } = result;
    if (response === undefined) return true;
    if (!(yield* this.#headers(result, response))) return false;
    const withheld = this.options.failEarly && response.status >= 400;
    const bytes = utf8Length(response.body);
    if (this.options.verbose && bytes > 0 && !this.destination.isTerminal && !withheld)
      yield* this.context.error(`{ [${String(bytes)} bytes data]\n`);
    if (!withheld && response.body !== '' && !(yield* this.destination.write(response.body))) return false;
    yield* this.#leftIntact(result);
    return true;
  }

  *#headers(result: TransferResult, response: HttpResponse): Process<boolean> {
    const lines = headerLines(response, result.http2);
    if (response.http10) yield* this.#tell('HTTP 1.0, assume close after body');
    if (this.options.verbose) yield* this.context.error(lines.map((line) => `< ${line}\n`).join(''));
    const block = `${lines.join('\r\n')}\r\n`;
    yield* this.destination.dump(block);
    return this.options.include ? yield* this.destination.write(block) : true;
  }

  *#leftIntact({ url, response }: TransferResult): Process<void> {
    if (response?.goaway === true) yield* this.#tell('received GOAWAY, error=0, last_stream=2147483647');
    const ends = response?.headers.get('connection') === 'close';
    yield* this.#tell(
      ends ? 'shutting down connection #0' : `Connection #0 to host ${url?.host ?? ''} left intact`,
    );
  }

  *#tell(...lines: readonly string[]): Process<void> {
    if (this.options.verbose) yield* this.context.error(lines.map((line) => `* ${line}\n`).join(''));
  }
}

/** The status line, the fields and the empty line. */
export function headerLines({ status, headers, http10 }: HttpResponse, http2: boolean): string[] {
  const first = http2
    ? `HTTP/2 ${String(status)} `
    : `HTTP/${http10 ? '1.0' : '1.1'} ${String(status)} ${reasonOf(status)}`;
  return [first, ...headers.entries().map(([name, value]) => `${name}: ${value}`), ''];
}
