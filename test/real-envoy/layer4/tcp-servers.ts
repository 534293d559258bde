import { createServer, type Server } from 'node:net';

/** Real upstreams on loopback addresses, all on one port: they say their address to whoever says something. */
export class TcpServers {
  readonly #servers: Server[] = [];
  /** `ip:port` of everything that listens. */
  readonly addresses = new Set<string>();

  constructor(readonly port: number) {}

  async listen(addresses: readonly string[]): Promise<void> {
    for (const address of addresses) {
      const at = `${address}:${String(this.port)}`;
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => socket.end(at));
      });
      this.#servers.push(server);
      this.addresses.add(at);
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(this.port, address, resolve);
      });
    }
  }

  async close(): Promise<void> {
    for (const server of this.#servers) await new Promise((resolve) => server.close(resolve));
  }
}
