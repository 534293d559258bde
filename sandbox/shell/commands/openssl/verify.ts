import { parseCertificates, problemNumbers, trustFailure, type Certificate } from '../../../lib/x509/index';
import type { Process } from '../../../sim/index';
import type { CommandContext } from '../../command';
import { readInput } from './files';
import { OpensslError, type Subcommand } from './subcommand';

/** `openssl verify`: whether certificates are vouched for. */
export const verify: Subcommand = {
  name: 'verify',
  values: ['CAfile', 'untrusted'],
  switches: ['show_chain'],
  *run({ values, operands }, context) {
    const anchors = yield* certificatesOf(values.get('CAfile'), context);
    const untrusted = yield* certificatesOf(values.get('untrusted'), context);
    let status = 0;
    for (const file of operands) {
      const [leaf] = yield* certificatesOf(file, context);
      if (leaf === undefined) throw new OpensslError(`Could not find certificate file from ${file}`);
      const chain = [leaf, ...untrusted];
      const failure = trustFailure(chain, anchors, undefined, context.world.now());
      if (failure === undefined) {
        yield* context.write(`${file}: OK\n`);
        continue;
      }
      status = 2;
      const { problem, depth } = failure;
      const at = chain[depth] ?? leaf;
      yield* context.error(
        `${at.subject}\nerror ${String(problemNumbers[problem])} at ${String(depth)} depth lookup: ${problem}\nerror ${file}: verification failed\n`,
      );
    }
    return status;
  },
};

function* certificatesOf(file: string | undefined, context: CommandContext): Process<readonly Certificate[]> {
  return file === undefined ? [] : parseCertificates(yield* readInput(file, 'certificate', context));
}
