import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProxyConfig } from '../../../sandbox/envoy/config/index';
import { finished, resourcesOf, type Message, type Resources } from '../bootstrap/bootstrap';

/** A configuration with the name that a complaint about it gets. */
export interface Candidate {
  readonly name: string;
  readonly config: ProxyConfig;
}

/** How many proxies share one start of Envoy. */
const BATCH = 50;

/** What a real Envoy says about configurations it rejects; empty when it takes all of them. */
export async function complaints(
  envoy: string,
  candidates: readonly Candidate[],
): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'drydock-envoy-'));
  try {
    const found: string[] = [];
    for (let start = 0; start < candidates.length; start += BATCH) {
      found.push(...(await narrowed(envoy, directory, candidates.slice(start, start + BATCH))));
    }
    return found;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What it says about a whole bootstrap; empty when it starts with that. */
export async function complaint(envoy: string, bootstrap: Message): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'drydock-envoy-'));
  try {
    return await validate(envoy, directory, bootstrap);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Halves a batch that is rejected until the guilty ones stand alone. */
async function narrowed(
  envoy: string,
  directory: string,
  batch: readonly Candidate[],
): Promise<readonly string[]> {
  const complaint = await validate(envoy, directory, merged(batch.map(({ config }) => resourcesOf(config))));
  if (complaint === '') return [];
  const [only, ...more] = batch;
  if (only === undefined || more.length === 0) return [`${only?.name ?? ''}: ${complaint}`];
  const half = Math.ceil(batch.length / 2);
  return [
    ...(await narrowed(envoy, directory, batch.slice(0, half))),
    ...(await narrowed(envoy, directory, batch.slice(half))),
  ];
}

function validate(envoy: string, directory: string, config: Message): Promise<string> {
  const file = join(directory, 'bootstrap.json');
  writeFileSync(file, JSON.stringify(config));
  return new Promise((resolve) => {
    execFile(envoy, ['--mode', 'validate', '-c', file, '-l', 'error'], (error, _stdout, stderr) => {
      resolve(error ? stderr || error.message : '');
    });
  });
}

/** Several proxies in one Envoy: every listener gets an address of its own, and of clusters that share a name all but one another name. */
function merged(all: readonly Resources[]): Message {
  const taken = new Set<unknown>();
  const clusters = all.flatMap(({ clusters: own }, index) =>
    own.map((cluster) => {
      const { name } = cluster;
      if (taken.has(name)) return { ...cluster, name: `${String(name)}#${String(index)}` };
      taken.add(name);
      return cluster;
    }),
  );
  const listeners = all.flatMap(({ listeners: own }) => own).map(withOwnAddress);
  return finished({ listeners, clusters });
}

function withOwnAddress(listener: Message, index: number): Message {
  const address = `127.${String(index >> 16)}.${String((index >> 8) & 255)}.${String(index & 255)}`;
  return {
    ...listener,
    name: `${String(listener['name'])}#${String(index)}`,
    address: { socketAddress: { address, portValue: 1 } },
  };
}
