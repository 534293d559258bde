import { connect } from 'node:net';
import { clientHello } from './client-hello';
import type { Probe } from './probe';

const PATIENCE_MS = 5_000;

/** Opens a connection that says where it comes from and where it wanted to go, and reads until it ends. */
export async function dial(probe: Probe, sourcePort: number, port: number): Promise<string> {
  const { source, destination, serverName } = probe;
  const first = serverName === undefined ? Buffer.from('hello\n') : await clientHello(serverName);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', localAddress: source });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString());
    });
    const places = [source, destination.ip, sourcePort, destination.port].map(String);
    socket.write(Buffer.concat([Buffer.from(`PROXY TCP4 ${places.join(' ')}\r\n`), first]));
  });
}
