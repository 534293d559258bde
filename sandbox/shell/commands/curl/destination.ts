import type { Process } from '../../../sim/index';
import type { CommandContext } from '../../command';

/** Where the answer of one URL goes. */
export interface Destination {
  /** Appends to the body's destination. */
  write(text: string): Process<boolean>;
  /** Appends to `-D`'s destination, if there is one. */
  dump(text: string): Process<void>;
  readonly isTerminal: boolean;
}

/** A destination that files are written through when the transfer is over. */
export interface OpenDestination extends Destination {
  /** Saves the files. @param answered whether there was an answer: without one no file appears */
  close(answered: boolean): void;
}

const DISCARD = '/dev/null';

/** @param output `-o`'s file; undefined or `-` is standard output @param dumpHeader `-D`'s file */
export function openDestination(
  output: string | undefined,
  dumpHeader: string | undefined,
  context: CommandContext,
): OpenDestination {
  const toStdout = output === undefined || output === '-';
  const { files } = context.world;
  let body = '';
  let dumped = '';
  return {
    isTerminal: toStdout && context.isTerminal,
    *write(text) {
      if (toStdout) return yield* context.write(text);
      body += text;
      return true;
    },
    *dump(text) {
      if (dumpHeader === '-') yield* context.write(text);
      else if (dumpHeader !== undefined) dumped += text;
    },
    close(answered) {
      const save = (path: string, text: string): void => {
        if (path !== DISCARD) files.write(files.resolve(path, context.cwd), text);
      };
      if (answered && !toStdout) save(output, body);
      if (answered && dumpHeader !== undefined && dumpHeader !== '-') save(dumpHeader, dumped);
    },
  };
}
