/** A recorded session of a command line tool. */
export interface RecordedCase {
  readonly id: string;
  readonly category: string;
  readonly profile?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly commands: readonly RecordedCommand[];
}

export interface RecordedCommand {
  readonly cmd: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Lines are compared as a set. */
  readonly unorderedLines?: boolean;
}

/** What a command printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Says how the printed text differs from the recorded one; undefined when it does not. */
export function difference(recorded: RecordedCommand, printed: Printed): string | undefined {
  if (recorded.exitCode !== printed.exitCode)
    return `exit code ${String(printed.exitCode)} instead of ${String(recorded.exitCode)}: ${printed.stderr.slice(0, 200)}`;
  for (const stream of ['stdout', 'stderr'] as const) {
    const want = canonical(recorded[stream], recorded.unorderedLines);
    const got = canonical(printed[stream], recorded.unorderedLines);
    if (want !== got) return `${stream}: ${firstDifference(want, got)}`;
  }
  return undefined;
}

function canonical(text: string, unordered: boolean | undefined): string {
  return unordered === true ? text.split('\n').sort().join('\n') : text;
}

function firstDifference(want: string, got: string): string {
  const wanted = want.split('\n');
  const gotten = got.split('\n');
  const at = wanted.findIndex((line, index) => line !== gotten[index]);
  const line = at < 0 ? wanted.length : at;
  return `line ${String(line + 1)} wanted ${JSON.stringify(wanted[line])}, got ${JSON.stringify(gotten[line])}`;
}
