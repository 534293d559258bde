import { memo } from './memo';

/** An absolute http or https URL taken apart; nothing is decoded. */
export interface HttpUrl {
  readonly scheme: 'http' | 'https';
  /** `user:password`, when given. */
  readonly credentials?: string;
  /** Without brackets and port. */
  readonly host: string;
  readonly port: number;
  /** As a client writes it into the Host header: the port only when it is not the scheme's own. */
  readonly authority: string;
  /** Path and query, at least `/`; the fragment is dropped. */
  readonly path: string;
}

const SHAPE = /^(https?):\/\/(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?([/?][^#]*)?(?:#.*)?$/i;

/**
 * Answers undefined for anything that is not an absolute http(s) URL with a host and a port up to 65535.
 * Clients ask for the same few URLs again and again.
 */
export const parseHttpUrl = memo(256, parse);

function parse(text: string): HttpUrl | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [, rawScheme = '', credentials, host = '', rawPort = '', rest = ''] = match;
  const scheme = rawScheme.toLowerCase() === 'https' ? 'https' : 'http';
  const standard = scheme === 'https' ? 443 : 80;
  const port = rawPort === '' ? standard : Number(rawPort);
  if (host === '' || port > 65_535) return undefined;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return {
    scheme,
    ...(credentials === undefined ? {} : { credentials }),
    host: host.replace(/^\[|\]$/g, ''),
    port,
    authority: port === standard ? host : `${host}:${String(port)}`,
    path,
  };
}
