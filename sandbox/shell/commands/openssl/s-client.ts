import { certificateDate } from '../../../lib/calendar';
import {
  keyFits,
  keySize,
  parseCertificates,
  pemBlock,
  problemNumbers,
  signatureAlgorithm,
  signedPart,
  trustFailure,
  type Certificate,
} from '../../../lib/x509/index';
import { isFailure, type ConnectionFailure, type TlsVersion, type TransportHello } from '../../../net/index';
import type { Process } from '../../../sim/index';
import type { CommandContext } from '../../command';
import type { ShakenHands } from '../../context';
import { alertError } from '../tls-alerts';
import { workloadCredentials } from '../../workload-credentials';
import { readInput } from './files';
import { OpensslError, type Options, type Subcommand } from './subcommand';

const CIPHERS: Readonly<Record<TlsVersion, string>> = {
  'TLSv1.3': 'TLS_AES_256_GCM_SHA384',
  'TLSv1.2': 'ECDHE-RSA-AES256-GCM-SHA384',
};

/** `openssl s_client`: opens a TLS connection and tells what the server shows. Nothing is sent over it. */
export const sClient: Subcommand = {
  name: 's_client',
  values: ['connect', 'servername', 'CAfile', 'cert', 'key', 'alpn'],
  switches: ['showcerts', 'tls1_2', 'tls1_3', 'quiet', 'noservername', 'verify_return_error'],
  *run(options, context) {
    const { values, operands } = options;
    const target = /^(.*?):(\d+)$/.exec(values.get('connect') ?? operands[0] ?? '');
    if (target === null) throw new OpensslError('s_client: -connect <host>:<port> is wanted');
    const [, host = '', port = ''] = target;
    const { network } = context.world;
    const ip = network.resolve(host, context.location);
    if (ip === undefined) throw new OpensslError('BIO_lookup_ex:Name or service not known\nconnect:errno=22');
    const hello = yield* helloOf(options, host, context);
    const result = yield* network.handshake(context.location, { ip, port: Number(port) }, hello);
    if (isFailure(result)) return yield* tellFailure(result, options, context);
    return yield* tell(result, options, context);
  },
};

function* helloOf(
  { values, switches }: Options,
  host: string,
  context: CommandContext,
): Process<TransportHello> {
  const only: readonly TlsVersion[] | undefined = switches.has('tls1_2')
    ? ['TLSv1.2']
    : switches.has('tls1_3')
      ? ['TLSv1.3']
      : undefined;
  const named = values.get('servername') ?? (/^[\d.]+$/.test(host) ? undefined : host);
  const certificates = yield* ownCertificates(values, context);
  return {
    protocol: 'tls',
    ...(named === undefined || switches.has('noservername') ? {} : { serverName: named }),
    ...(values.has('alpn') ? { alpn: (values.get('alpn') ?? '').split(',') } : {}),
    ...(only ? { versions: only } : {}),
    ...(certificates ? { clientChain: certificates } : {}),
  };
}

function* ownCertificates(
  values: ReadonlyMap<string, string>,
  context: CommandContext,
): Process<readonly Certificate[] | undefined> {
  const file = values.get('cert');
  if (file === undefined) return undefined;
  const pem = yield* readInput(file, 'client certificate', context);
  const key = yield* readInput(values.get('key') ?? file, 'client certificate private key', context);
  if (!keyFits(pem, key)) throw new OpensslError('error setting private key');
  return parseCertificates(pem);
}

function* tellFailure(
  { failure, detail = '' }: ConnectionFailure,
  { switches }: Options,
  context: CommandContext,
): Process<number> {
  const errnos: Partial<Record<ConnectionFailure['failure'], readonly [string, number]>> = {
    refused: ['Connection refused', 111],
    unreachable: ['No route to host', 113],
    timeout: ['Connection timed out', 110],
  };
  const unreached = errnos[failure];
  if (unreached !== undefined) {
    const [reason, errno] = unreached;
    yield* context.error(
      `error:8000006F:system library:BIO_connect:${reason}\nconnect:errno=${String(errno)}\n`,
    );
    return 1;
  }
  if (detail.includes('WRONG_VERSION_NUMBER'))
    yield* context.error('error:0A00010B:SSL routines:tls_validate_record_header:wrong version number\n');
  else if (detail.startsWith('alert ')) yield* tellAlert(detail.slice('alert '.length), context);
  else yield* context.error('write:errno=104\n');
  const version = switches.has('tls1_2') ? 'TLSv1.2' : 'TLSv1.3';
  yield* context.write(
    [
      'CONNECTED(00000003)',
      '---',
      'no peer certificate available',
      '---',
      'No client certificate CA names sent',
      '---',
      'Verification: OK',
      '---',
      'New, (NONE), Cipher is (NONE)',
      `Protocol: ${version}`,
      ...FEATURES,
      'No ALPN negotiated',
      'Early data was not sent',
      'Verify return code: 0 (ok)',
      '---\n',
    ].join('\n'),
  );
  return 1;
}

const FEATURES = ['This TLS version forbids renegotiation.', 'Compression: NONE', 'Expansion: NONE'];

function* tellAlert(alert: string, context: CommandContext): Process<void> {
  const { code, reason, number } = alertError(alert);
  yield* context.error(
    `error:${code}:SSL routines:ssl3_read_bytes:${reason}:SSL alert number ${String(number)}\n`,
  );
}

function* tell(hands: ShakenHands, options: Options, context: CommandContext): Process<number> {
  const { values, switches } = options;
  const chain = hands.serverChain ?? chainOf(hands.proxy, context);
  const [leaf] = chain;
  const file = values.get('CAfile');
  const trusted =
    file === undefined ? context.world.network.publicRoots() : yield* readInput(file, 'CA file', context);
  const failure = trustFailure(chain, parseCertificates(trusted), undefined, context.world.now());
  const verified =
    failure === undefined ? '0 (ok)' : `${String(problemNumbers[failure.problem])} (${failure.problem})`;
  yield* context.error(verification(chain, failure));
  const lines = [
    'CONNECTED(00000003)',
    '---',
    'Certificate chain',
    ...chain.flatMap((certificate, index) => chainLines(certificate, index, switches.has('showcerts'))),
    '---',
    'Server certificate',
    ...(switches.has('showcerts') || !leaf ? [] : [pemBlock('CERTIFICATE', leaf.der).trimEnd()]),
    `subject=${leaf?.subject ?? ''}`,
    `issuer=${leaf?.issuer ?? ''}`,
    '---',
    ...(hands.asksClient
      ? ['Acceptable client certificate CA names', ...(hands.authorities ?? [chain.at(-1)?.subject ?? ''])]
      : ['No client certificate CA names sent']),
    '---',
    failure === undefined ? 'Verification: OK' : `Verification error: ${failure.problem}`,
    '---',
    `New, ${hands.version}, Cipher is ${CIPHERS[hands.version]}`,
    `Protocol: ${hands.version}`,
    `Server public key is ${String(keySize(leaf && signedPart(leaf).publicKey))} bit`,
    ...FEATURES,
    hands.alpn === undefined ? 'No ALPN negotiated' : `ALPN protocol: ${hands.alpn}`,
    'Early data was not sent',
    `Verify return code: ${verified}`,
    '---',
  ];
  yield* context.write(`${lines.join('\n')}\n`);
  if (hands.alert !== undefined) {
    yield* tellAlert(hands.alert, context);
    return 1;
  }
  yield* context.error('DONE\n');
  return 0;
}

/** A workload's certificates are made when somebody looks. */
function chainOf(proxy: string | undefined, { world }: CommandContext): readonly Certificate[] {
  const credentials = proxy === undefined ? undefined : workloadCredentials(world, proxy);
  return credentials === undefined ? [] : parseCertificates(credentials.chainPem());
}

function verification(chain: readonly Certificate[], failure: ReturnType<typeof trustFailure>): string {
  const at = (depth: number): string => `depth=${String(depth)} ${chain[depth]?.subject ?? ''}\n`;
  const failed =
    failure === undefined
      ? ''
      : `${at(failure.depth)}verify error:num=${String(problemNumbers[failure.problem])}:${failure.problem}\nverify return:1\n`;
  const each = chain.map((_, index) => `${at(chain.length - 1 - index)}verify return:1\n`);
  return failed + each.join('');
}

function chainLines(certificate: Certificate, index: number, withPem: boolean): string[] {
  const { subject, issuer, notBeforeMs, notAfterMs, der } = certificate;
  const { publicKey } = signedPart(certificate);
  const kind = publicKey?.kind === 'EC' ? 'EC' : 'RSA';
  return [
    ` ${String(index)} s:${subject}`,
    `   i:${issuer}`,
    `   a:PKEY: ${kind}, ${String(keySize(publicKey))} (bit); sigalg: ${signatureAlgorithm(certificate)}`,
    `   v:NotBefore: ${certificateDate(notBeforeMs)}; NotAfter: ${certificateDate(notAfterMs)}`,
    ...(withPem ? [pemBlock('CERTIFICATE', der).trimEnd()] : []),
  ];
}
