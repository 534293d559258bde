import { generateSigningKey, writeSigningKey } from '../../../lib/x509/index';
import { randomBytes, writeOutput } from './files';
import { rsaBits } from './issuing';
import type { Subcommand } from './subcommand';

/** `openssl genrsa`: makes a key. */
export const genrsa: Subcommand = {
  name: 'genrsa',
  values: ['out'],
  switches: ['traditional'],
  *run({ values, operands }, context) {
    const bits = rsaBits('genrsa', operands[0]);
    yield* writeOutput(
      values.get('out'),
      writeSigningKey(generateSigningKey(bits, randomBytes(context))),
      context,
    );
    return 0;
  },
};
