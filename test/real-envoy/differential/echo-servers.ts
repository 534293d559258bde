import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CASE_HEADER, ECHO_HEADERS, echoBody, echoOrder, isShadow, type Received } from './echo';

/** Real upstreams on loopback addresses, all on one port. */
export class EchoServers {
  readonly #servers: Server[] = [];
  readonly #received = new Map<string, Received[]>();

  /** `ip:port` of everything that listens. */
  readonly addresses = new Set<string>();

  constructor(readonly port: number) {}

  async listen(addresses: readonly string[]): Promise<void> {
    for (const address of addresses) {
      const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
        this.#answer(`${address}:${String(this.port)}`, request, response);
      });
      this.#servers.push(server);
      this.addresses.add(`${address}:${String(this.port)}`);
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(this.port, address, resolve);
      });
    }
  }

  /** What arrived for a case since the last question about it. */
  take(name: string): readonly Received[] {
    const received = this.#received.get(name) ?? [];
    this.#received.delete(name);
    return received;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  #answer(at: string, request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const name = String(request.headers[CASE_HEADER]);
      const list = this.#received.get(name) ?? [];
      this.#received.set(name, list);
      const attempt = list.filter(({ headers }) => !isShadow(headers)).length;
      list.push(receivedOf(at, request, Buffer.concat(chunks).toString()));
      const order = echoOrder(headerOf(request, 'x-echo'), attempt, at);
      setTimeout(() => {
        if (order.reset) request.socket.destroy();
        else answer(response, order.status, echoBody(at, attempt));
      }, order.delayMs);
    });
  }
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.sendDate = false;
  const fields = [...ECHO_HEADERS, ['content-length', String(body.length)]].flat();
  response.writeHead(status, fields);
  response.end(body);
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function receivedOf(at: string, request: IncomingMessage, body: string): Received {
  const { rawHeaders, method = '', url = '', headers } = request;
  const pairs = rawHeaders.flatMap((name, index): (readonly [string, string])[] =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? '']] : [],
  );
  return {
    at,
    method,
    path: url,
    authority: headers.host ?? '',
    headers: pairs.filter(([name]) => name !== 'host'),
    body,
  };
}
