import { generateSigningKey, writeSigningKey } from '../../../lib/x509/index';
import { randomBytes, writeOutput } from './files';
import type { Subcommand } from './subcommand';

/** `openssl genrsa`: makes a key. */
export const genrsa: Subcommand = {
  name: 'genrsa',
  values: ['out'],
  switches: ['traditional'],
  *run({ values, operands }, context) {
    const bits = Math.min(4096, Math.max(512, Math.ceil(Number(operands[0] ?? 2048) / 16) * 16));
    yield* writeOutput(
      values.get('out'),
      writeSigningKey(generateSigningKey(bits, randomBytes(context))),
      context,
    );
    return 0;
  },
};
