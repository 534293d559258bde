import type { HttpUrl } from '../../../lib/url';
import type { ConnectionFailure } from '../../../net/index';
import { alertError } from '../tls-alerts';

/** How a transfer went wrong: the exit code and curl's sentence. */
export interface CurlFailure {
  readonly exitCode: number;
  readonly message: string;
}

/** What curl 8 says about a connection that failed. @param ms since the transfer began */
export function describeFailure(
  failure: ConnectionFailure,
  url: HttpUrl,
  facts: { readonly connected: boolean; readonly ms: number },
): CurlFailure {
  const ms = String(Math.round(facts.ms));
  const peer = `${url.host} port ${String(url.port)}`;
  switch (failure.failure) {
    case 'dns':
      return { exitCode: 6, message: `Could not resolve host: ${url.host}` };
    case 'refused':
    case 'unreachable':
      return {
        exitCode: 7,
        message: `Failed to connect to ${peer} after ${ms} ms: Couldn't connect to server`,
      };
    case 'timeout':
      return facts.connected
        ? { exitCode: 28, message: `Operation timed out after ${ms} milliseconds with 0 bytes received` }
        : { exitCode: 28, message: `Connection timed out after ${ms} milliseconds` };
    case 'tls':
      return describeTls(failure, url);
    case 'empty':
      return { exitCode: 52, message: 'Empty reply from server' };
    case 'reset':
      if (failure.detail?.startsWith('alert ') === true)
        return alerted(failure.detail.slice('alert '.length));
      if (failure.detail === 'protocol_error')
        return { exitCode: 1, message: 'Received HTTP/0.9 when not allowed' };
      return {
        exitCode: url.scheme === 'https' && !facts.connected ? 35 : 56,
        message: 'Recv failure: Connection reset by peer',
      };
  }
}

/** With TLS 1.3 a server's refusal comes after the client's handshake: it is read in place of the answer. */
function alerted(alert: string): CurlFailure {
  const { code, reason } = alertError(alert);
  const message = `OpenSSL SSL_read: OpenSSL/3.5.4: error:${code}:SSL routines::${reason}, errno 0`;
  return { exitCode: 56, message };
}

const MORE_DETAILS = `More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the webpage mentioned above.`;

function describeTls({ detail = '' }: ConnectionFailure, url: HttpUrl): CurlFailure {
  if (detail === 'certificate:name mismatch') {
    const message = `SSL: no alternative certificate subject name matches target host name '${url.host}'`;
    return { exitCode: 60, message };
  }
  if (detail.startsWith('certificate:')) {
    const problem = detail.slice('certificate:'.length);
    return { exitCode: 60, message: `SSL certificate problem: ${problem}\n${MORE_DETAILS}` };
  }
  if (detail.includes('WRONG_VERSION_NUMBER'))
    return { exitCode: 35, message: 'TLS connect error: error:0A00010B:SSL routines::wrong version number' };
  const peer = `${url.host}:${String(url.port)}`;
  return { exitCode: 35, message: `OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ${peer}` };
}
