import type { Field } from '../../kinds/field';
import { addressProblem } from '../checks/ip';
import { portProblem } from '../checks/numbers';
import { isHttp, isTls, parseProtocol, protocolProblem } from '../checks/protocol';
import { quote } from '../../../lib/quote';
import { unixAddressProblem, unixPrefix } from '../checks/unix-address';
import { checkConnectionPool } from '../destination-rule/connection-pool';
import { Findings } from '../findings';
import { checkServerTls } from '../gateway/server-tls';
import { portNameProblem } from '../workload-entry/validate';

/** Checks the ports on which the pods receive traffic. */
export function checkIngress(listeners: Field): Findings {
  const findings = new Findings();
  const numbers = new Set<number>();
  for (const listener of listeners.items) {
    const port = listener.at('port');
    if (!listener.isSet) findings.error(listener, 'sidecar: ingress may not be null');
    else if (!port.isSet) findings.error(listener, 'sidecar: port is required for ingress listeners');
    else checkListener(listener, port, numbers, findings);
  }
  return findings;
}

function checkListener(listener: Field, port: Field, numbers: Set<number>, findings: Findings): void {
  if (port.at('targetPort').number > 0) {
    findings.error(port.at('targetPort'), 'targetPort has no impact on Sidecars');
  }
  checkPort(port, findings);
  const bind = listener.at('bind');
  if (bind.text !== '') findings.check(bind, addressProblem(bind.text));
  const number = port.at('number');
  if (numbers.has(number.number)) {
    findings.error(number, 'sidecar: ports on IP bound listeners must be unique');
  }
  numbers.add(number.number);
  const endpoint = listener.at('defaultEndpoint');
  if (endpoint.text !== '') checkDefaultEndpoint(endpoint, findings);
  if (listener.has('tls')) checkTls(listener.at('tls'), port, findings);
  const pool = listener.at('connectionPool');
  findings.addErrors(checkConnectionPool(pool));
  if (pool.has('http') && !isHttp(parseProtocol(port.at('protocol').text))) {
    const where = `port ${String(number.number)} (${quote(port.at('name').text)})`;
    findings.warning(
      pool.at('http'),
      `sidecar: HTTP connection pool settings are configured for ${where} but its protocol is not HTTP ` +
        `(${port.at('protocol').text}); only TCP settings will apply`,
    );
  }
}

/** Name (when there is one), protocol and number of a listener's port. */
export function checkPort(port: Field, findings: Findings): void {
  const name = port.at('name');
  if (name.text !== '') findings.check(name, portNameProblem(name.text));
  findings.check(port.at('protocol'), protocolProblem(port.at('protocol').text));
  findings.check(port.at('number'), portProblem(port.at('number').number));
}

const localHosts: readonly string[] = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

function checkDefaultEndpoint(endpoint: Field, findings: Findings): void {
  const text = endpoint.text;
  if (text.startsWith(unixPrefix)) {
    findings.check(endpoint, unixAddressProblem(text.slice(unixPrefix.length)));
    return;
  }
  const { host, port, problem } = splitHostPort(text);
  if (problem !== undefined) findings.error(endpoint, `address ${text}: ${problem}`);
  if (!localHosts.includes(host)) {
    findings.error(
      endpoint,
      'sidecar: defaultEndpoint must be of form 127.0.0.1:<port>,0.0.0.0:<port>,[::1]:port,[::]:port,unix://filepath or unset',
    );
  }
  if (/^[+-]?\d+$/.test(port)) findings.check(endpoint, portProblem(Number(port)));
  else {
    const reason = `strconv.Atoi: parsing ${quote(port)}: invalid syntax`;
    findings.error(endpoint, `sidecar: defaultEndpoint port (${port}) is not a number: ${reason}`);
  }
}

interface HostPort {
  readonly host: string;
  readonly port: string;
  readonly problem?: string;
}

/** Splits `host:port` or `[host]:port`. Semantics: Go's net.SplitHostPort. */
function splitHostPort(text: string): HostPort {
  const nothing = { host: '', port: '' };
  const colon = text.lastIndexOf(':');
  if (colon < 0) return { ...nothing, problem: 'missing port in address' };
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    if (end < 0) return { ...nothing, problem: "missing ']' in address" };
    if (end + 1 === text.length) return { ...nothing, problem: 'missing port in address' };
    if (end + 1 !== colon) {
      return {
        ...nothing,
        problem: text[end + 1] === ':' ? 'too many colons in address' : 'missing port in address',
      };
    }
    return { host: text.slice(1, end), port: text.slice(colon + 1) };
  }
  const host = text.slice(0, colon);
  if (host.includes(':')) return { ...nothing, problem: 'too many colons in address' };
  return { host, port: text.slice(colon + 1) };
}

function checkTls(tls: Field, port: Field, findings: Findings): void {
  const refuse = (name: string, message: string): void => {
    const field = tls.at(name);
    if (field.text !== '' || field.items.length > 0 || field.isTrue) findings.error(field, message);
  };
  refuse('subjectAltNames', 'sidecar: subjectAltNames is not supported in ingress tls');
  refuse('httpsRedirect', 'sidecar: httpsRedirect is not supported');
  refuse('credentialName', 'sidecar: credentialName is not currently supported');
  refuse('credentialNames', 'sidecar: credentialNames is not currently supported');
  refuse('tlsCertificates', 'sidecar: tls_certificates is not currently supported');
  const mode = tls.at('mode');
  if (['ISTIO_MUTUAL', 'AUTO_PASSTHROUGH'].includes(mode.text)) {
    findings.error(mode, `configuration is invalid: cannot set mode to ${mode.text} in sidecar ingress tls`);
  }
  if (!isTls(parseProtocol(port.at('protocol').text))) {
    findings.error(tls, 'server cannot have TLS settings for non HTTPS/TLS ports');
  }
  findings.add(checkServerTls(tls));
}
