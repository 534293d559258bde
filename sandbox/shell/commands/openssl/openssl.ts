import { defineCommand } from '../../command';
import { genrsa } from './genrsa';
import { req } from './req';
import { sClient } from './s-client';
import { OpensslError, parseOptions, type Subcommand } from './subcommand';
import { verify } from './verify';
import { x509 } from './x509';

const VERSION = 'OpenSSL 3.5.4 30 Sep 2025 (Library: OpenSSL 3.5.4 30 Sep 2025)';
const subcommands: readonly Subcommand[] = [genrsa, req, sClient, verify, x509];

/** The part of OpenSSL's tool that certificates of lessons are made and looked at with. Keys and signatures are real. */
export const openssl = defineCommand({
  path: ['openssl'],
  summary: 'Make, sign and look at certificates.',
  usage: 'openssl COMMAND [OPTION]...',
  flags: [],
  rawArguments: true,
  arguments: [{ name: 'COMMAND', complete: () => subcommands.map(({ name }) => name) }],
  examples: [
    "openssl req -x509 -sha256 -nodes -days 365 -newkey rsa:2048 -subj '/O=example Inc./CN=example.com' -keyout example.com.key -out example.com.crt",
  ],
  *run(input, context) {
    const [name, ...words] = input.words;
    if (name === 'version') {
      yield* context.write(`${VERSION}\n`);
      return 0;
    }
    const subcommand = subcommands.find((each) => each.name === name);
    if (subcommand === undefined) {
      const known = subcommands.map((each) => each.name).join(', ');
      yield* context.error(
        `Invalid command '${name ?? ''}'; type "help" for a list.\ndrydock: simulated are ${known}\n`,
      );
      return 1;
    }
    try {
      return yield* subcommand.run(parseOptions(subcommand, words), context);
    } catch (error) {
      if (!(error instanceof OpensslError)) throw error;
      yield* context.error(`${error.message}\n`);
      return 1;
    }
  },
});
