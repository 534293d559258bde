import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Message } from '../bootstrap/bootstrap';

const START_LIMIT_MS = 30_000;

/** Below the ports that the system hands to clients, a range for each of the processes that run tests. */
let nextPort = 12_000 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 16) * 1_000;

/** A port of the loopback address that nobody uses, another one at every call. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort++;
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** A real Envoy with a configuration of its own; writes access logs to {@link logFile}. */
export class EnvoyProcess {
  readonly #directory = mkdtempSync(join(tmpdir(), 'drydock-envoy-'));
  readonly logFile = join(this.#directory, 'access.json');
  #process: ChildProcess | undefined;
  #said = '';

  constructor(private readonly binary: string) {}

  /** @param configOf the bootstrap, given the admin port it must have */
  async start(configOf: (adminPort: number) => Message): Promise<void> {
    const adminPort = await freePort();
    const file = join(this.#directory, 'bootstrap.json');
    writeFileSync(file, JSON.stringify(configOf(adminPort)));
    const options = [
      '--concurrency',
      '1',
      '--disable-hot-restart',
      '--file-flush-interval-msec',
      '50',
      '-l',
      'error',
    ];
    const child = spawn(this.binary, ['-c', file, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    this.#process = child;
    const startedAt = performance.now();
    while (!(await isReady(adminPort))) {
      if (child.exitCode !== null) throw new Error(`Envoy ended: ${this.#said}`);
      if (performance.now() - startedAt > START_LIMIT_MS)
        throw new Error(`Envoy is not ready: ${this.#said}`);
      await wait(30);
    }
  }

  /** The whole lines of the access log so far. */
  log(): readonly Readonly<Record<string, unknown>>[] {
    return readFileSync(this.logFile, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child?.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#directory, { recursive: true });
  }
}

async function isReady(adminPort: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${String(adminPort)}/ready`)).ok;
  } catch {
    return false;
  }
}
