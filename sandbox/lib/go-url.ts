import { quote } from './quote';

/** The parts of a URL that validation looks at, or why there is none, in the words of Go's net/url. */
export type ParsedUrl = { readonly scheme: string; readonly port: string } | { readonly problem: string };

/** Reads a URL as Go's url.Parse does; with `forRequest` as url.ParseRequestURI (absolute, no fragment). */
export function parseUrl(text: string, forRequest = false): ParsedUrl {
  const hash = forRequest ? -1 : text.indexOf('#');
  const parsed = parseParts(hash < 0 ? text : text.slice(0, hash), forRequest);
  return 'problem' in parsed ? { problem: `parse ${quote(text)}: ${parsed.problem}` } : parsed;
}

const control = /[\u0000-\u001f\u007f]/;

function parseParts(text: string, forRequest: boolean): ParsedUrl {
  if (control.test(text)) return { problem: 'net/url: invalid control character in URL' };
  if (text === '' && forRequest) return { problem: 'empty url' };
  if (text === '*') return { scheme: '', port: '' };
  if (text.startsWith(':')) return { problem: 'missing protocol scheme' };
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const rest = (scheme === '' ? text : text.slice(scheme.length + 1)).replace(/\?.*$/s, '');
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { scheme: scheme.toLowerCase(), port: '' };
    if (forRequest) return { problem: 'invalid URI for request' };
    if (rest.split('/')[0]?.includes(':') === true) {
      return { problem: 'first path segment in URL cannot contain colon' };
    }
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || (!forRequest && !rest.startsWith('///')));
  const authority = hasAuthority ? (/^\/\/([^/]*)/.exec(rest)?.[1] ?? '') : '';
  const user = authority.slice(0, Math.max(authority.lastIndexOf('@'), 0));
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(user)) return { problem: 'net/url: invalid userinfo' };
  const host = parseHost(authority.slice(authority.lastIndexOf('@') + 1));
  if ('problem' in host) return host;
  const escape = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(rest.slice(hasAuthority ? authority.length + 2 : 0));
  if (escape) return { problem: `invalid URL escape ${quote(escape[0])}` };
  return { scheme: scheme.toLowerCase(), port: host.port };
}

function parseHost(host: string): { readonly port: string } | { readonly problem: string } {
  let end = host.lastIndexOf(':');
  if (host.startsWith('[')) {
    const bracket = host.lastIndexOf(']');
    if (bracket < 0) return { problem: "missing ']' in host" };
    end = bracket + 1 === host.length ? -1 : bracket + 1;
  }
  const port = end < 0 ? '' : host.slice(end);
  if (port !== '' && !/^:\d*$/.test(port)) return { problem: `invalid port ${quote(port)} after host` };
  const bad = /[^\w.~!$&'()*+,;=:[\]<>"%\u0080-\uffff-]/.exec(host);
  if (bad) return { problem: `invalid character ${quote(bad[0])} in host name` };
  const escape = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(host);
  if (escape) return { problem: `invalid URL escape ${quote(escape[0])}` };
  return { port: port.slice(1) };
}
