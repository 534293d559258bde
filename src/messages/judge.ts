import { startWorker } from '../world/worker-link';
import { EXAMPLE_FILE, transcriptLine } from './cluster';

/** A cluster that judges what a reader writes. */
export interface Judge {
  /** What the commands print about a text, on a copy of the cluster. */
  print(text: string, run: readonly string[]): Promise<string>;
  close(): void;
}

/** Starts the examples' cluster. `onFailure` is told when the simulator dies. */
export async function openJudge(onFailure: () => void): Promise<Judge> {
  const { default: cluster } = await import('@generated/messages/default/cluster.json');
  const link = startWorker(onFailure);
  await link.session.open(
    cluster,
    { columns: 120, rows: 24 },
    link.proxied(() => undefined),
  );
  return {
    async print(text, run) {
      await link.session.writeFile(EXAMPLE_FILE, text);
      const probe = { kind: 'shell', line: transcriptLine(run) } as const;
      const { shell } = await link.session.runCheck({ id: EXAMPLE_FILE, probe });
      return shell?.stdout.trimEnd() ?? '';
    },
    close() {
      link.terminate();
    },
  };
}
