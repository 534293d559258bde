/** An absolute http or https URL, taken apart; the path keeps its query and is sent as written. */
export interface WorldUrl {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly authority: string;
  readonly path: string;
}

/** @throws when the text is no absolute http or https URL: a mistake of the caller, not of the mesh */
export function parseUrl(text: string): WorldUrl {
  const match = /^(https?):\/\/([^/:?#]+)(?::(\d+))?([/?][^#]*)?/.exec(text);
  if (!match) throw new Error(`not an absolute http(s) URL: ${text}`);
  const [, scheme, host = '', port, path = '/'] = match;
  const secure = scheme === 'https';
  return {
    scheme: secure ? 'https' : 'http',
    host,
    port: port === undefined ? (secure ? 443 : 80) : Number(port),
    authority: port === undefined ? host : `${host}:${port}`,
    path: path.startsWith('?') ? `/${path}` : path,
  };
}
