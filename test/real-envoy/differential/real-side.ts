import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { CASE_HEADER } from './echo';
import type { Probe } from './probe';

/** What came back to a client. */
export interface Answer {
  readonly status: number | string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const PATIENCE_MS = 20_000;

/** Sends a request over a connection of its own that says where it comes from and where it wanted to go. */
export function ask(probe: Probe, name: string, port: number): Promise<Answer> {
  const { source, destination, method, path, headers, authority, body } = probe;
  const fields = [['host', authority], [CASE_HEADER, name], ...headers, ['connection', 'close']].flat();
  return new Promise((resolve) => {
    const request = httpRequest(
      {
        method,
        path,
        headers: fields as never,
        setHost: false,
        timeout: PATIENCE_MS,
        createConnection: () => {
          const socket = connect({ port, host: '127.0.0.1', localAddress: source.ip });
          const places = [source.ip, destination.ip, source.port, destination.port].map(String);
          socket.write(`PROXY TCP4 ${places.join(' ')}\r\n`);
          return socket;
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => {
          resolve({ status: 'broken', headers: [], body: '' });
        });
        response.on('end', () => {
          const { rawHeaders } = response;
          const pairs = rawHeaders.flatMap((key, index): (readonly [string, string])[] =>
            index % 2 === 0 ? [[key, rawHeaders[index + 1] ?? '']] : [],
          );
          resolve({
            status: response.statusCode ?? 0,
            headers: pairs,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    request.on('error', () => {
      resolve({ status: 'reset', headers: [], body: '' });
    });
    request.on('timeout', () => request.destroy());
    request.end(body);
  });
}
