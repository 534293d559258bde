import { parseHttpUrl, type HttpUrl } from '../../../lib/url';
import { isFailure } from '../../../net/index';
import { sleep, type Process } from '../../../sim/index';
import type { CommandContext } from '../../command';
import type { ClientRequest, ClientResult } from '../../context';
import { clientCertificate } from './client-certificate';
import type { CookieJar } from './cookies';
import { describeFailure, type CurlFailure } from './failure';
import type { CurlOptions } from './options';
import { buildRequest, type RequestFacts } from './outgoing';
import type { Reporter } from './reporter';
import type { TransferResult } from './transfer-result';
import { resolveReference } from './url-reference';

/** What asking the resolver takes; addresses and pinned names are not asked for. */
const LOOKUP_MS = 0.4;
const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);
const TRANSIENT_STATUSES = new Set([408, 429, 500, 502, 503, 504, 522, 524]);

/** Transfers one URL: tries, redirects, limits. Output is the reporter's business. */
export class Transfer {
  constructor(
    private readonly options: CurlOptions,
    private readonly context: CommandContext,
    private readonly cookies: CookieJar,
    private readonly report: Reporter,
  ) {}

  /** With `--retry`, tries again after transient problems; the waits double from one second. */
  *run(text: string): Process<TransferResult> {
    for (let left = this.options.retries, waitMs = this.options.retryDelayMs ?? 1000; ; left--) {
      const result = yield* this.#follow(text);
      const reason = left > 0 ? this.#transient(result) : undefined;
      if (reason === undefined) return result;
      yield* this.report.body(result);
      yield* this.report.retry(reason, waitMs, left);
      yield* sleep(waitMs);
      if (this.options.retryDelayMs === undefined) waitMs = Math.min(2 * waitMs, 600_000);
    }
  }

  #transient({ response, failure }: TransferResult): string | undefined {
    if (response !== undefined && TRANSIENT_STATUSES.has(response.status)) return 'HTTP error';
    if (failure?.exitCode === 28) return 'timeout';
    if (failure?.exitCode === 7 && this.options.retryRefused) return 'connection refused';
    return failure !== undefined && this.options.retryAll ? '(retrying all errors)' : undefined;
  }

  *#follow(text: string): Process<TransferResult> {
    const startMs = this.context.world.kernel.nowMs;
    const first = this.#parse(text);
    if (first === undefined) return this.#refused(startMs, malformed(text));
    let url = first;
    let { method, body } = this.options;
    for (let redirects = 0; ; redirects++) {
      const cookies = this.cookies.headerFor(url);
      const facts = { method, body, cookies, sendCredentials: url.host === first.host };
      const result = yield* this.#once(url, facts, redirects, startMs);
      const { response } = result;
      if (response === undefined) return result;
      this.cookies.learn(response.headers, url, this.context.world.now());
      const location = response.headers.values('location')[0];
      if (!this.options.follow || location === undefined || !REDIRECT_STATUSES.has(response.status))
        return result;
      response.stream?.drop();
      if (redirects >= this.options.maxRedirects) {
        const message = `Maximum (${String(this.options.maxRedirects)}) redirects followed`;
        return { ...result, failure: { exitCode: 47, message } };
      }
      yield* this.report.redirect(result);
      const next = parseHttpUrl(resolveReference(url, location));
      if (next === undefined) return { ...result, failure: malformed(location) };
      if (method === 'POST' && response.status <= 303 && !this.options.methodForced) method = 'GET';
      if (method === 'GET') body = undefined;
      url = next;
      yield* this.report.another(url);
    }
  }

  *#once(url: HttpUrl, facts: RequestFacts, redirects: number, startMs: number): Process<TransferResult> {
    const { world, location } = this.context;
    const { network, kernel } = world;
    const outgoing = buildRequest(this.options, url, facts);
    const pinned = this.options.resolve.get(`${url.host.toLowerCase()}:${String(url.port)}`);
    const ip = pinned ?? network.resolve(url.host, location);
    const redirectMs = redirects === 0 ? 0 : kernel.nowMs - startMs;
    if (pinned === undefined && ip !== url.host) yield* sleep(LOOKUP_MS);
    const spentMs = kernel.nowMs - startMs;
    const result = { url, outgoing, redirects, redirectMs, lookupMs: spentMs, http2: false, connectMs: 0 };
    if (ip === undefined) {
      const failure = describeFailure({ failure: 'dns' }, url, { connected: false, ms: 0 });
      yield* this.report.unresolved(failure);
      return { ...result, failure, totalMs: kernel.nowMs - startMs };
    }
    yield* this.report.trying(url, ip, pinned !== undefined);
    const certificates = url.scheme === 'https' ? clientCertificate(this.options, this.context) : undefined;
    if (typeof certificates === 'object') {
      yield* this.report.failed({ ...result, totalMs: spentMs }, certificates, false);
      return { ...result, failure: certificates, totalMs: kernel.nowMs - startMs };
    }
    // Over TLS the two sides agree on HTTP/2: gateways and the sites of the internet all offer it.
    const { version } = this.options;
    const http2 = version === '2' || (version === 'agreed' && url.scheme === 'https');
    const { maxTimeMs, connectTimeoutMs } = this.options;
    const sent = yield* network.send({
      from: location,
      ip,
      port: url.port,
      request: outgoing.request,
      ...(url.scheme === 'https' ? { tls: this.#tls(url, certificates) } : {}),
      ...(http2 ? { http2 } : {}),
      ...(version === '1.0' ? { http10: true } : {}),
      streams: true,
      ...(maxTimeMs === undefined ? {} : { maxTimeMs: Math.max(0, maxTimeMs - spentMs) }),
      ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
    });
    const totalMs = kernel.nowMs - startMs;
    const { connected, local, outcome } = sent;
    const connectMs = connected ? spentMs + sent.connectMs : 0;
    const { serverChain, serverProblem } = sent;
    const done = {
      ...result,
      http2,
      remoteIP: ip,
      local,
      connectMs,
      totalMs,
      ...(serverChain ? { serverChain } : {}),
      ...(serverProblem ? { serverProblem } : {}),
    };
    if (connected) yield* this.report.connected(done);
    if (!isFailure(outcome)) return { ...done, response: outcome };
    const failure = describeFailure(outcome, url, { connected, ms: failureMs(sent, totalMs) });
    yield* this.report.failed(done, failure, connected);
    return { ...done, failure };
  }

  #tls(url: HttpUrl, certificates: string | undefined): NonNullable<ClientRequest['tls']> {
    const { insecure, anchors } = this.options;
    return {
      serverName: url.host,
      insecure,
      ...(anchors === undefined ? {} : { anchors }),
      ...(certificates === undefined ? {} : { certificates }),
    };
  }

  #parse(text: string): HttpUrl | undefined {
    const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
    if (/[\s\u0000-\u001f]/.test(withScheme)) return undefined;
    const { query } = this.options;
    const full =
      query === undefined ? withScheme : `${withScheme}${withScheme.includes('?') ? '&' : '?'}${query}`;
    return parseHttpUrl(full);
  }

  #refused(startMs: number, failure: CurlFailure): TransferResult {
    const totalMs = this.context.world.kernel.nowMs - startMs;
    const never = { redirects: 0, redirectMs: 0, lookupMs: 0, connectMs: 0 };
    return { url: undefined, failure, http2: false, ...never, totalMs };
  }
}

/** A connect failure counts from the connect, a limit from the start. */
function failureMs({ connected, totalMs }: ClientResult, sinceStartMs: number): number {
  return connected ? sinceStartMs : totalMs;
}

function malformed(text: string): CurlFailure {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    return { exitCode: 1, message: `Protocol "${scheme}" not supported` };
  if (/^(https?:\/\/)?([/?#:]|$)/i.test(text))
    return { exitCode: 3, message: 'URL rejected: No host part in the URL' };
  if (/:\d*[^\d/?#]|:\d{5,}/.test(text.replace(/^https?:\/\//i, '').split(/[/?#]/)[0] ?? ''))
    return { exitCode: 3, message: 'URL rejected: Port number was not a decimal number between 0 and 65535' };
  return { exitCode: 3, message: 'URL rejected: Malformed input to a URL function' };
}
