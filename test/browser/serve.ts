import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml; charset=utf-8',
};

export interface SiteServer {
  /** `http://localhost:41234`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves a built site as a static host does: `/a` is `/a.html` or `/a/index.html`; what is missing is the 404 page. */
export async function serveSite(directory: string): Promise<SiteServer> {
  if (!existsSync(path.join(directory, 'index.html')))
    throw new Error(`no built site in ${directory}: npm run build`);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = findFile(directory, decodeURIComponent(pathname));
    if (file === undefined) send(response, path.join(directory, '404.html'), 404);
    else send(response, file, 200);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    // A secure context without certificates: service workers need one.
    origin: `http://localhost:${String(port)}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

function findFile(directory: string, pathname: string): string | undefined {
  const base = path.join(directory, path.normalize(pathname));
  if (!base.startsWith(directory)) return undefined;
  const candidates = [base, `${base.replace(/\/$/, '')}.html`, path.join(base, 'index.html')];
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
}

function send(response: ServerResponse, file: string, status: number): void {
  response.writeHead(status, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}
