import { analyzeCommand } from './analyze';
import { parseArguments, UsageError } from './arguments';
import { labsCommand } from './labs';
import { runCommand } from './run';
import { shellCommand } from './shell';
import { traceCommand } from './trace';

const USAGE = `usage: drydock COMMAND

  run     [--lab ID | --app NAME...] [--profile default|demo] [--seed N] [-f FILE...] [--mount DIR[:PATH]] [--json] (-c LINE | SCRIPT | --each LIST.json)
  shell   [--lab ID | --app NAME...] [--profile default|demo] [--seed N]
  trace   [--lab ID | --app NAME...] [--profile default|demo] [--seed N] [-f FILE...] [-o json|text] -- curl ARGS
  analyze FILE... [-o log|json|yaml]
  labs    [--check] [ID...]
  conformance [--corpus DIR] [--only NAME] [--json]
  bench   [--json] [NAME...] | --figures [--corpus DIR]
`;

/**
 * The `drydock` command.
 * @param root the project's folder: labs and manifests are read below it
 * @returns the exit code; 64 for a usage error, 66 for a file that cannot be read
 */
export async function main(argv: readonly string[], root: string): Promise<number> {
  const [verb, ...rest] = argv;
  try {
    const input = parseArguments(rest);
    switch (verb) {
      case 'run':
        return runCommand(input, root);
      case 'shell':
        return await shellCommand(input, root);
      case 'trace':
        return traceCommand(input, root);
      case 'analyze':
        return analyzeCommand(input);
      case 'labs':
        return labsCommand(input, root);
      case 'conformance': {
        const { conformanceCommand } = await import('../../../test/conformance/command');
        return await conformanceCommand(input);
      }
      case 'bench': {
        const { benchCommand } = await import('../../../test/bench/command');
        return await benchCommand(input, root);
      }
      default:
        process.stderr.write(verb === undefined ? USAGE : `drydock: unknown command "${verb}"\n\n${USAGE}`);
        return 64;
    }
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`drydock: ${error.message}\n\n${USAGE}`);
      return 64;
    }
    if (!isUnreadable(error)) throw error;
    process.stderr.write(`drydock: ${error.message}\n`);
    return 66;
  }
}

/** A file or folder that was named and cannot be read. */
function isUnreadable(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'path' in error && 'syscall' in error;
}
