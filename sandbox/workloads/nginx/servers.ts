import type { Container, TlsPort } from '../app';
import { argumentsOf, parseConfiguration, type Directive } from './configuration';

const FILE = '/etc/nginx/nginx.conf';

/** Directives of a server that are heeded, or that change nothing here: there is one site, and one page. */
const KNOWN = new Set([
  'listen',
  'server_name',
  'root',
  'index',
  'access_log',
  'error_log',
  'ssl_certificate',
  'ssl_certificate_key',
  'ssl_client_certificate',
  'ssl_verify_client',
]);
/** Values of `ssl_verify_client` that are heeded. */
const VERIFIES = new Set(['on', 'off']);

/** Where nginx listens. */
export interface Servers {
  readonly ports: readonly number[];
  readonly tls: readonly TlsPort[];
}

/** What the image is set up with, or what a mounted nginx.conf says; a text when nginx would refuse to start with it. */
export function readServers(container: Container): Servers | string {
  const text = container.file(FILE);
  if (text === undefined) return { ports: [80], tls: [] };
  const configuration = parseConfiguration(text);
  if (configuration === undefined) return `[emerg] 1#1: unexpected end of file in ${FILE}`;
  const http = configuration.find(({ name }) => name === 'http')?.block ?? [];
  const ports: number[] = [];
  const tls: TlsPort[] = [];
  for (const { block } of http.filter(({ name }) => name === 'server')) {
    for (const { name, args } of block) {
      if (!KNOWN.has(name)) container.log(`drydock: ${FILE}: ${name} is not simulated`);
      else if (name === 'ssl_verify_client' && !args.every((value) => VERIFIES.has(value)))
        container.log(`drydock: ${FILE}: ${name} ${args.join(' ')} is not simulated`);
    }
    const listens = block.filter(({ name }) => name === 'listen').map(({ args }) => args);
    for (const [address = '80', ...options] of listens.length > 0 ? listens : [['80']]) {
      const port = Number(/(\d+)$/.exec(address)?.[1] ?? 80);
      ports.push(port);
      if (!options.includes('ssl')) continue;
      const ended = readTls(container, block, port);
      if (typeof ended === 'string') return ended;
      tls.push(ended);
    }
  }
  return { ports, tls };
}

function readTls(container: Container, block: readonly Directive[], port: number): TlsPort | string {
  const file = argumentsOf(block, 'ssl_certificate')?.[0];
  if (file === undefined)
    return `[emerg] 1#1: no "ssl_certificate" is defined for the "listen ... ssl" directive in ${FILE}`;
  const certificates = container.file(file);
  if (certificates === undefined)
    return `[emerg] 1#1: cannot load certificate "${file}": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(${file}, r) error:10000080:BIO routines::no such file)`;
  if (argumentsOf(block, 'ssl_verify_client')?.[0] !== 'on') return { port, certificates };
  const anchors = argumentsOf(block, 'ssl_client_certificate')?.[0] ?? '';
  const clientAnchors = container.file(anchors);
  return clientAnchors === undefined
    ? '[emerg] 1#1: no ssl_client_certificate for ssl_verify_client'
    : { port, certificates, clientAnchors };
}
