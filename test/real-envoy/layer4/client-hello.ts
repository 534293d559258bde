import { Duplex } from 'node:stream';
import { connect } from 'node:tls';

const known = new Map<string, Buffer>();

/** The first bytes of a TLS client that asks for a name. */
export async function clientHello(serverName: string): Promise<Buffer> {
  const before = known.get(serverName);
  if (before) return before;
  const hello = await new Promise<Buffer>((resolve) => {
    const socket = new Duplex({
      read: () => undefined,
      write(chunk: Buffer, _encoding, done) {
        resolve(chunk);
        done();
      },
    });
    connect({ socket, servername: serverName, rejectUnauthorized: false }).on('error', () => undefined);
  });
  known.set(serverName, hello);
  return hello;
}
