import { readSigningKey, type SigningKey } from '../../../lib/x509/index';
import type { Process } from '../../../sim/index';
import type { CommandContext } from '../../command';
import { readAll } from '../../streams/line-reader';
import { openOperand } from '../input-file';
import { OpensslError } from './subcommand';

/** The text of a file; standard input when none is named. @param what as OpenSSL calls it @throws OpensslError */
export function* readInput(file: string | undefined, what: string, context: CommandContext): Process<string> {
  const opened = openOperand(file ?? '-', context);
  if (typeof opened === 'string')
    throw new OpensslError(`Could not open file or uri for loading ${what} from ${file ?? ''}: ${opened}`);
  return yield* readAll(opened);
}

/** @throws OpensslError */
export function* readKey(
  file: string | undefined,
  what: string,
  context: CommandContext,
): Process<SigningKey> {
  const key = readSigningKey(yield* readInput(file, what, context));
  if (key === undefined) throw new OpensslError(`Could not find ${what} from ${file ?? '<stdin>'}`);
  return key;
}

/** Writes to a file, or to standard output when none is named. */
export function* writeOutput(file: string | undefined, text: string, context: CommandContext): Process<void> {
  const { files } = context.world;
  if (file === undefined || file === '-') yield* context.write(text);
  else files.write(files.resolve(file, context.cwd), text);
}

/** So many random octets. */
export function randomBytes({ world }: CommandContext): (count: number) => Uint8Array {
  return (count) => Uint8Array.from({ length: count }, () => world.random.below(256));
}
