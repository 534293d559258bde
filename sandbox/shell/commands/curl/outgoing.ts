import type { HttpUrl } from '../../../lib/url';
import { HttpHeaders, utf8Length, type HttpRequest } from '../../../net/index';
import type { CurlOptions } from './options';
import { base64 } from './base64';

/** The release that this command speaks like. */
export const CURL_VERSION = '8.16.0';

/** A request ready to be sent, with every line as it goes over the wire (for -v). */
export interface Outgoing {
  readonly request: HttpRequest;
  readonly wire: readonly (readonly [name: string, value: string])[];
}

/** What a redirect may have changed. */
export interface RequestFacts {
  readonly method: string;
  readonly body: string | undefined;
  readonly cookies: string | undefined;
  /** False after a redirect to another host: credentials stay behind. */
  readonly sendCredentials: boolean;
}

/** Builds the request in the order curl writes its headers; custom headers replace or remove the standard ones. */
export function buildRequest(options: CurlOptions, url: HttpUrl, facts: RequestFacts): Outgoing {
  const custom = parseHeaders(options.headers);
  const credentials = options.user ?? url.credentials;
  const standard: (readonly [string, string | undefined])[] = [
    ['Host', url.authority],
    [
      'Authorization',
      credentials !== undefined && facts.sendCredentials ? `Basic ${base64(credentials)}` : undefined,
    ],
    ['User-Agent', options.userAgent ?? `curl/${CURL_VERSION}`],
    ['Accept', options.json ? 'application/json' : '*/*'],
    ['Accept-Encoding', options.compressed ? 'deflate, gzip, br, zstd' : undefined],
    ['Referer', options.referer],
    ['Cookie', facts.cookies],
  ];
  const trailing: (readonly [string, string | undefined])[] = [
    ['Content-Length', facts.body === undefined ? undefined : String(utf8Length(facts.body))],
    ['Content-Type', facts.body === undefined ? undefined : options.contentType],
  ];
  const host = custom.find(({ name }) => name.toLowerCase() === 'host');
  const keep = ([name, value]: readonly [string, string | undefined]): boolean =>
    value !== undefined &&
    value !== '' &&
    !custom.some((line) => line.name.toLowerCase() === name.toLowerCase());
  const wire: [string, string][] = [];
  if (host?.value !== undefined) wire.push(['Host', host.value]);
  for (const line of standard.filter(keep)) wire.push([line[0], line[1] ?? '']);
  for (const { name, value } of custom)
    if (value !== undefined && name.toLowerCase() !== 'host') wire.push([name, value]);
  for (const line of trailing.filter(keep)) wire.push([line[0], line[1] ?? '']);
  const request: HttpRequest = {
    method: facts.method,
    scheme: url.scheme,
    authority: host?.value ?? url.authority,
    path: url.path,
    headers: new HttpHeaders(wire.filter(([name]) => name !== 'Host')),
    body: facts.body ?? '',
  };
  return { request, wire };
}

/** `Name: value`; `Name:` removes (value undefined); `Name;` sends it empty. Anything else is ignored, as curl does. */
function parseHeaders(
  lines: readonly string[],
): { readonly name: string; readonly value: string | undefined }[] {
  return lines.flatMap((line) => {
    // Blanks around a value would not survive the receiver's parser.
    const match = /^([^:;]+)([:;])\s*(.*?)\s*$/s.exec(line);
    if (!match) return [];
    const [, name = '', mark, value = ''] = match;
    if (mark === ';') return value === '' ? [{ name, value: '' }] : [];
    return [{ name, value: value === '' ? undefined : value }];
  });
}
