import type { LabBundle } from '../../sandbox/index';

/** The file that an example is, in the home of its cluster. */
export const EXAMPLE_FILE = 'example.yaml';

/** What runs in the cluster that examples are judged in. */
export const APPS: readonly string[] = ['helloworld'];

/** How an example is judged unless it says otherwise. */
export const USUAL_RUN: readonly string[] = [
  `kubectl apply -f ${EXAMPLE_FILE}`,
  `istioctl analyze ${EXAMPLE_FILE}`,
];

/** The cluster of the examples, as the simulator's worker opens it. @param manifests of {@link APPS} */
export function clusterBundle(manifests: Readonly<Record<string, string>>): LabBundle {
  return {
    lab: {
      id: 'messages',
      apps: APPS,
      files: [EXAMPLE_FILE],
      panels: [],
      seed: 1,
      load: [],
      checks: [],
      hints: 0,
      solution: '',
      wrong: [],
    },
    files: { [EXAMPLE_FILE]: '' },
    manifests,
    solution: '',
    wrong: {},
  };
}

/** One shell line that runs the commands and prints what a terminal would show of them. */
export function transcriptLine(run: readonly string[]): string {
  return run.map((command) => `echo ${quoted(`$ ${command}`)}; ${command} 2>&1`).join('; ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
