import { keyFits, parseCertificates } from '../../../lib/x509/index';
import type { CommandContext } from '../../command';
import type { CurlFailure } from './failure';
import type { CurlOptions } from './options';

const NO_FILE = 'error:80000002:system library::No such file or directory';
const NO_PEM = 'error:0480006C:PEM routines::no start line';

/** The certificates (PEM) to show a server that asks for them; undefined without `--cert`. */
export function clientCertificate(
  { certificateFile, keyFile = certificateFile }: CurlOptions,
  { world: { files }, cwd }: CommandContext,
): string | undefined | CurlFailure {
  if (certificateFile === undefined) return undefined;
  const read = (name: string): string | undefined => files.read(files.resolve(name, cwd));
  const pem = read(certificateFile);
  if (pem === undefined || parseCertificates(pem).length === 0) {
    const error = pem === undefined ? NO_FILE : NO_PEM;
    const hint = 'no key found, wrong pass phrase, or wrong file format?';
    return failed(
      `could not load PEM client certificate from ${certificateFile}, OpenSSL error ${error}, (${hint})`,
    );
  }
  const fits = keyFits(pem, read(keyFile ?? '') ?? '');
  return fits ? pem : failed(`unable to set private key file: '${keyFile ?? ''}' type PEM`);
}

function failed(message: string): CurlFailure {
  return { exitCode: 58, message };
}
