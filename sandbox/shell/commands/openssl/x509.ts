import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { certificateDate } from '../../../lib/calendar';
import {
  authorityKeyExtension,
  certificateText,
  colons,
  issueCertificate,
  keyIdentifier,
  parseCertificates,
  pemBlock,
  publicHalf,
  readRequest,
  signedPart,
  subjectKeyExtension,
  type Certificate,
  type SigningKey,
} from '../../../lib/x509/index';
import type { Process } from '../../../sim/index';
import type { CommandContext } from '../../command';
import { extensionsOfText } from './extension-texts';
import { readInput, readKey, writeOutput } from './files';
import { readNumber, serialNumber, validity } from './issuing';
import { OpensslError, type Options, type Subcommand } from './subcommand';

/** What is printed of a certificate, in the order it is asked for. */
const FACTS: Readonly<Record<string, (certificate: Certificate) => string>> = {
  text: certificateText,
  serial: ({ serialNumber: serial }) =>
    `serial=${(serial.length % 2 === 0 ? serial : `0${serial}`).toUpperCase()}\n`,
  subject: ({ subject }) => `subject=${subject}\n`,
  issuer: ({ issuer }) => `issuer=${issuer}\n`,
  startdate: ({ notBeforeMs }) => `notBefore=${certificateDate(notBeforeMs)}\n`,
  enddate: ({ notAfterMs }) => `notAfter=${certificateDate(notAfterMs)}\n`,
};

/** `openssl x509`: shows certificates and signs requests. */
export const x509: Subcommand = {
  name: 'x509',
  values: [
    'in',
    'out',
    'CA',
    'CAkey',
    'set_serial',
    'days',
    'extfile',
    'extensions',
    'signkey',
    'key',
    'checkend',
    'inform',
    'outform',
  ],
  switches: [
    'req',
    'noout',
    'dates',
    'fingerprint',
    'sha256',
    'sha1',
    'CAcreateserial',
    ...Object.keys(FACTS),
  ],
  *run(options, context) {
    if (options.switches.has('req')) return yield* sign(options, context);
    const { values, switches } = options;
    const pem = yield* readInput(values.get('in'), 'certificate', context);
    const [certificate] = parseCertificates(pem);
    if (certificate === undefined)
      throw new OpensslError(`Could not find certificate from ${values.get('in') ?? '<stdin>'}`);
    let shown = '';
    for (const asked of switches) {
      const names = asked === 'dates' ? ['startdate', 'enddate'] : [asked];
      for (const name of names) shown += FACTS[name]?.(certificate) ?? '';
    }
    if (switches.has('fingerprint')) {
      const [name, hash] = switches.has('sha256') ? ['sha256', sha256] : ['SHA1', sha1];
      shown += `${name} Fingerprint=${colons(hash(certificate.der)).toUpperCase()}\n`;
    }
    if (!switches.has('noout')) shown += pemBlock('CERTIFICATE', certificate.der);
    yield* writeOutput(values.get('out'), shown, context);
    const limit = values.get('checkend');
    if (limit === undefined) return 0;
    const expires = certificate.notAfterMs <= context.world.now() + readNumber('x509', limit) * 1000;
    yield* context.write(`Certificate will ${expires ? '' : 'not '}expire\n`);
    return expires ? 1 : 0;
  },
};

interface Signer {
  readonly key: SigningKey;
  /** As DER; undefined = the request's own. */
  readonly issuer: Uint8Array | undefined;
}

function* sign({ values }: Options, context: CommandContext): Process<number> {
  const file = values.get('in');
  const request = readRequest(yield* readInput(file, 'certificate request', context));
  if (request === undefined)
    throw new OpensslError(`Could not find certificate request from ${file ?? '<stdin>'}`);
  if (!request.signed)
    throw new OpensslError('Certificate request self-signature did not match the contents');
  yield* context.error(`Certificate request self-signature ok\nsubject=${request.subjectText}\n`);
  const { key, issuer = request.subject } = yield* signerOf(values, context);
  const extfile = values.get('extfile');
  const extensions =
    extfile === undefined
      ? []
      : extensionsOfText(yield* readInput(extfile, 'extensions', context), values.get('extensions'));
  const certificate = issueCertificate(
    {
      serialNumber: serialNumber(values.get('set_serial'), context),
      issuer,
      subject: request.subject,
      ...validity('x509', values.get('days'), context),
      publicKey: request.publicKey,
      extensions: [
        ...extensions,
        subjectKeyExtension(request.publicKey),
        authorityKeyExtension(keyIdentifier(publicHalf(key))),
      ],
    },
    key,
  );
  yield* writeOutput(values.get('out'), pemBlock('CERTIFICATE', certificate), context);
  return 0;
}

function* signerOf(values: ReadonlyMap<string, string>, context: CommandContext): Process<Signer> {
  const own = values.get('signkey') ?? values.get('key');
  if (own !== undefined) return { key: yield* readKey(own, 'private key', context), issuer: undefined };
  const file = values.get('CA');
  if (file === undefined)
    throw new OpensslError(
      'x509: We need a private key to sign with, use -key or -CA or -CAkey with private key',
    );
  const [authority] = parseCertificates(yield* readInput(file, 'CA certificate', context));
  if (authority === undefined) throw new OpensslError(`Could not find CA certificate from ${file}`);
  const key = yield* readKey(values.get('CAkey') ?? file, 'CA private key', context);
  return { key, issuer: signedPart(authority).subject };
}
