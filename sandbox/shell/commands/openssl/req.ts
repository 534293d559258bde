import {
  authorityExtension,
  authorityKeyExtension,
  generateSigningKey,
  issueCertificate,
  issueRequest,
  keyIdentifier,
  parseSlashName,
  pemBlock,
  publicHalf,
  readRequest,
  subjectKeyExtension,
  writeName,
  writeSigningKey,
  type SigningKey,
} from '../../../lib/x509/index';
import type { Process } from '../../../sim/index';
import type { CommandContext } from '../../command';
import { extensionOfLine } from './extension-texts';
import { randomBytes, readInput, readKey, writeOutput } from './files';
import { rsaBits, serialNumber, validity } from './issuing';
import { OpensslError, type Options, type Subcommand } from './subcommand';

const CURVES = { prime256v1: 'P-256', 'P-256': 'P-256', secp384r1: 'P-384', 'P-384': 'P-384' } as const;

/** `openssl req`: requests, and certificates that sign themselves. */
export const req: Subcommand = {
  name: 'req',
  values: [
    'newkey',
    'keyout',
    'out',
    'key',
    'subj',
    'days',
    'set_serial',
    'addext',
    'in',
    'config',
    'pkeyopt',
  ],
  switches: [
    'x509',
    'new',
    'nodes',
    'noenc',
    'sha256',
    'noout',
    'text',
    'subject',
    'verify',
    'batch',
    'utf8',
  ],
  *run(options, context) {
    if (options.values.has('config'))
      throw new OpensslError('drydock: req -config is not simulated; use -subj and -addext');
    if (options.values.has('in')) return yield* show(options, context);
    const { values, switches } = options;
    const period = validity('req', values.get('days'), context);
    const key = yield* keyOf(options, context);
    const name = parseSlashName(values.get('subj') ?? '');
    if (name === undefined)
      throw new OpensslError('drydock: the questions for a name are not simulated; use -subj "/CN=..."');
    const extensions = extensionOfLineOrNone(values.get('addext'));
    const subject = writeName(name);
    const publicKey = publicHalf(key);
    if (!switches.has('x509')) {
      const request = pemBlock('CERTIFICATE REQUEST', issueRequest(subject, key, extensions));
      yield* writeOutput(values.get('out'), request, context);
      return 0;
    }
    const certificate = issueCertificate(
      {
        serialNumber: serialNumber(values.get('set_serial'), context),
        issuer: subject,
        subject,
        ...period,
        publicKey,
        extensions: [
          subjectKeyExtension(publicKey),
          authorityKeyExtension(keyIdentifier(publicKey)),
          authorityExtension,
          ...extensions,
        ],
      },
      key,
    );
    yield* writeOutput(values.get('out'), pemBlock('CERTIFICATE', certificate), context);
    return 0;
  },
};

function* keyOf({ values }: Options, context: CommandContext): Process<SigningKey> {
  const asked = values.get('newkey');
  if (asked === undefined && values.has('key'))
    return yield* readKey(values.get('key'), 'private key', context);
  const key = generateSigningKey(keyKind(asked ?? 'rsa:2048', values.get('pkeyopt')), randomBytes(context));
  yield* context.error('-----\n');
  yield* writeOutput(values.get('keyout') ?? 'privkey.pem', writeSigningKey(key), context);
  return key;
}

function keyKind(asked: string, option = ''): number | 'P-256' | 'P-384' {
  const bits = /^rsa(?::(\d+))?$/.exec(asked);
  if (bits) return rsaBits('req', bits[1]);
  const curve = /^ec_paramgen_curve:(.*)$/.exec(option)?.[1] ?? '';
  if (asked === 'ec' && Object.hasOwn(CURVES, curve)) return CURVES[curve as keyof typeof CURVES];
  throw new OpensslError(`drydock: keys of ${asked} ${option} are not simulated`);
}

function extensionOfLineOrNone(line: string | undefined): readonly Uint8Array[] {
  return line === undefined ? [] : extensionOfLine(line);
}

function* show({ values, switches }: Options, context: CommandContext): Process<number> {
  const file = values.get('in');
  const pem = yield* readInput(file, 'X509 request', context);
  const request = readRequest(pem);
  if (request === undefined)
    throw new OpensslError(`Unable to load X509 request\nCould not find X509 request from ${file ?? ''}`);
  if (switches.has('text'))
    throw new OpensslError(
      'drydock: req -text is not simulated; sign the request and look at the certificate',
    );
  if (switches.has('verify'))
    yield* context.error(`Certificate request self-signature verify ${request.signed ? 'OK' : 'failure'}\n`);
  if (switches.has('subject')) yield* context.write(`subject=${request.subjectText}\n`);
  if (!switches.has('noout')) yield* writeOutput(values.get('out'), pem, context);
  return 0;
}
