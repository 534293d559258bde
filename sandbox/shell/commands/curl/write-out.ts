import { utf8Length } from '../../../net/index';
import { headerLines } from './reporter';
import type { TransferResult } from './transfer-result';
import { resolveReference } from './url-reference';

/** Parts of a transfer too short for the simulation: from connected to sending, and from the first byte to the last. */
const PREPARING_MS = 0.044;
const READING_MS = 0.006;

/** Everything `-w` may name, computed for one finished transfer. */
function variables(
  result: TransferResult,
  urlNumber: number,
): Readonly<Record<string, string | number | undefined>> {
  const { url, response, failure, outgoing, remoteIP, local, redirects } = result;
  const { redirectMs, lookupMs, connectMs, totalMs } = result;
  const size = response === undefined ? 0 : utf8Length(response.body);
  const headerText = response === undefined ? '' : headerLines(response, result.http2).join('\r\n');
  const status = String(response?.status ?? 0).padStart(3, '0');
  const effective = url === undefined ? '' : `${url.scheme}://${url.authority}${url.path}`;
  const location = response?.headers.values('location')[0];
  const connected = response !== undefined || connectMs > 0;
  const https = url?.scheme === 'https';
  return {
    content_type: response?.headers.get('content-type'),
    errormsg: failure?.message,
    exitcode: failure?.exitCode ?? 0,
    http_code: status,
    http_connect: '000',
    http_version: response === undefined ? '0' : result.http2 ? '2' : response.http10 ? '1' : '1.1',
    local_ip: connected ? local?.ip : '',
    local_port: connected ? (local?.port ?? 0) : 0,
    method: outgoing?.request.method,
    num_connects: connected ? 1 + redirects : 0,
    num_headers: response?.headers.entries().length ?? 0,
    num_redirects: redirects,
    redirect_url: location === undefined || url === undefined ? '' : resolveReference(url, location),
    remote_ip: connected ? remoteIP : '',
    remote_port: connected ? (url?.port ?? 0) : 0,
    response_code: status,
    scheme: url?.scheme,
    size_download: size,
    size_header: utf8Length(headerText) + (headerText === '' ? 0 : 2),
    size_request: requestSize(result),
    size_upload: utf8Length(outgoing?.request.body ?? ''),
    speed_download: totalMs > 0 ? Math.round((size * 1000) / totalMs) : 0,
    speed_upload: 0,
    ssl_verify_result: 0,
    time_appconnect: seconds(https ? connectMs : 0),
    time_connect: seconds(connectMs),
    time_namelookup: seconds(lookupMs),
    time_pretransfer: seconds(response === undefined ? connectMs : connectMs + PREPARING_MS),
    time_redirect: seconds(redirectMs),
    time_starttransfer: seconds(
      response === undefined ? 0 : (result.startTransferMs ?? totalMs - READING_MS),
    ),
    time_total: seconds(totalMs),
    url: effective,
    url_effective: effective,
    urlnum: urlNumber,
  };
}

/** What `-w` prints, split by where it goes: `%{stderr}` and `%{stdout}` switch. */
export interface WrittenOut {
  readonly stdout: string;
  readonly stderr: string;
}

/** Expands a `-w` format: `%{name}`, `%header{name}`, `%%`, `\n`, `\r`, `\t`. */
export function writeOut(format: string, result: TransferResult, urlNumber: number): WrittenOut {
  const known = variables(result, urlNumber);
  const out = { stdout: '', stderr: '' };
  let to: 'stdout' | 'stderr' = 'stdout';
  let complaints = '';
  for (const piece of format.matchAll(/%header\{([^}]*)\}|%\{([^}]*)\}|%%|\\(.)|[^%\\]+|[%\\]/gs)) {
    const [text, header, name, escape] = piece;
    if (header !== undefined) out[to] += result.response?.headers.get(header) ?? '';
    else if (name === 'stderr' || name === 'stdout') to = name;
    else if (name === 'json') out[to] += JSON.stringify({ ...known, curl_version: 'libcurl/8.16.0' });
    else if (name === 'header_json') out[to] += headerJson(result);
    else if (name === 'onerror') {
      if (result.failure === undefined) break;
    } else if (name !== undefined) {
      if (Object.hasOwn(known, name)) out[to] += String(known[name] ?? '');
      else complaints += `curl: unknown --write-out variable: '${name}'\n`;
    } else if (escape !== undefined) out[to] += ESCAPES[escape] ?? text;
    else out[to] += text === '%%' ? '%' : text;
  }
  return { stdout: out.stdout, stderr: complaints + out.stderr };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function headerJson({ response }: TransferResult): string {
  const values: Record<string, string[]> = {};
  for (const [name] of response?.headers.entries() ?? [])
    values[name.toLowerCase()] = response?.headers.values(name) ?? [];
  const members = Object.entries(values).map(
    ([name, list]) => `${JSON.stringify(name)}:${JSON.stringify(list)}`,
  );
  return `{${members.join(',\n')}\n}`;
}

function requestSize({ outgoing }: TransferResult): number {
  if (outgoing === undefined) return 0;
  const { request, wire } = outgoing;
  const first = `${request.method} ${request.path} HTTP/1.1\r\n`;
  return utf8Length(first + wire.map(([name, value]) => `${name}: ${value}\r\n`).join('')) + 2;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}
