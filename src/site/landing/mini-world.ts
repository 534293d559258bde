import { WorldClient } from '@site/src/world/client';
import { LOOP } from './loop';

const FILE = 'canary.yaml';

/** The landing page's mesh: the first lesson's lab with its canary applied and its loop running. */
export interface MiniWorld {
  /** Gives the risky version this share of the requests, in percent. */
  setWeight(risky: number): void;
  close(): void;
}

/** Starts the mesh. `show` is given the terminal's output as it comes. */
export async function openMiniWorld(risky: number, show: (output: string) => void): Promise<MiniWorld> {
  const { default: bundle } = await import('@generated/labs/default/canary.json');
  const canary = bundle.files[FILE] ?? '';
  const client = new WorldClient({
    ...bundle,
    lab: { ...bundle.lab, applied: [...(bundle.lab.applied ?? []), FILE] },
    files: { ...bundle.files, [FILE]: withWeight(canary, risky) },
  });
  client.terminal.attach({
    write: (text, done) => {
      show(text);
      done();
    },
    begin: () => undefined,
  });
  await client.start();
  await client.runLine(LOOP);
  return {
    setWeight(percent) {
      client.write(FILE, withWeight(canary, percent));
      void client.apply(FILE);
    },
    close: () => {
      client.stop();
    },
  };
}

/** The canary's YAML with other weights: safe-group first, risky-group second. */
function withWeight(yaml: string, risky: number): string {
  const weights = [100 - risky, risky];
  return yaml.replace(/weight: \d+/g, () => `weight: ${String(weights.shift() ?? 0)}`);
}
