import type { Field } from '../../kinds/field';
import { isDnsLabel } from '../checks/host-name';
import { addressProblem } from '../checks/ip';
import { portProblem } from '../checks/numbers';
import { isHttp, isTls, parseProtocol } from '../checks/protocol';
import { quote } from '../../../lib/quote';
import { unixAddressProblem, unixPrefix } from '../checks/unix-address';
import { Findings } from '../findings';
import type { Subject } from '../webhook';
import { checkServerHost } from './server-host';
import { checkServerTls, isPassthrough } from './server-tls';

/** Checks a Gateway. Semantics: istio pkg/config/validation, ValidateGateway. */
export function validateGateway({ name, annotations, spec }: Subject): Findings {
  const findings = new Findings();
  const fromGatewayApi = annotations['internal.istio.io/gateway-semantics'] === 'gateway';
  if (!isDnsLabel(name) && !fromGatewayApi) findings.error(spec, `invalid gateway name: ${quote(name)}`);
  const servers = spec.at('servers');
  if (servers.items.length === 0) findings.error(servers, 'gateway must have at least one server');
  for (const server of servers.items) findings.add(checkServer(server, fromGatewayApi));
  checkPortNames(servers, findings);
  return findings;
}

function checkPortNames(servers: Field, findings: Findings): void {
  const names = new Set<string>();
  for (const server of servers.items) {
    if (!server.isSet) {
      findings.error(server, 'server may not be nil');
      continue;
    }
    const port = server.at('port');
    if (!port.isSet) continue;
    const name = port.at('name').text;
    if (names.has(name)) {
      findings.error(port.at('name'), `port names in servers must be unique: duplicate name ${name}`);
    }
    names.add(name);
    const redirect = server.at('tls').at('httpsRedirect');
    if (redirect.isTrue && !isHttp(parseProtocol(port.at('protocol').text))) {
      findings.warning(redirect, 'tls.httpsRedirect should only be used with http servers');
    }
  }
}

function checkServer(server: Field, fromGatewayApi: boolean): Findings {
  const findings = new Findings();
  if (!server.isSet) {
    findings.error(server, 'cannot have nil server');
    return findings;
  }
  const hosts = server.at('hosts');
  if (hosts.items.length === 0) findings.error(hosts, 'server config must contain at least one host');
  for (const host of hosts.items) findings.add(checkServerHost(host, 'gateway', fromGatewayApi));
  const [port, bind, tls] = [server.at('port'), server.at('bind'), server.at('tls')];
  const portFindings = checkPort(port, bind.text);
  findings.add(portFindings);
  checkBind(port, bind, findings);
  findings.add(checkServerTls(tls));
  if (portFindings.errors.length > 0) return findings;
  const protocol = parseProtocol(port.at('protocol').text);
  if (isTls(protocol)) {
    if (!tls.isSet) findings.error(server, 'server must have TLS settings for HTTPS/TLS protocols');
  } else if (tls.isSet && !isHttp(protocol)) {
    findings.error(tls, 'server cannot have TLS settings for non HTTPS/TLS ports');
  } else if (tls.isSet && (!isPassthrough(tls) || hasFiles(tls))) {
    findings.error(tls, 'server cannot have TLS settings for plain text HTTP ports');
  }
  return findings;
}

function hasFiles(tls: Field): boolean {
  return ['caCertificates', 'privateKey', 'serverCertificate'].some((file) => tls.at(file).text !== '');
}

function checkPort(port: Field, bind: string): Findings {
  const findings = new Findings();
  if (!port.isSet) {
    findings.error(port, 'port is required');
    return findings;
  }
  const protocol = port.at('protocol');
  if (parseProtocol(protocol.text) === undefined) {
    const supported = 'HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP';
    findings.error(
      protocol,
      `invalid protocol ${quote(protocol.text)}, supported protocols are ${supported}`,
    );
  }
  const number = port.at('number');
  if (number.number > 0 || !bind.startsWith(unixPrefix)) findings.check(number, portProblem(number.number));
  if (port.at('targetPort').number > 0) {
    findings.error(port.at('targetPort'), 'targetPort has no impact on Gateways');
  }
  if (port.at('name').text === '') findings.error(port, `port name must be set: ${printedPort(port)}`);
  return findings;
}

function checkBind(port: Field, bind: Field, findings: Findings): void {
  if (bind.text.startsWith(unixPrefix)) {
    findings.check(bind, unixAddressProblem(bind.text.slice(unixPrefix.length)));
    if (port.at('number').number !== 0) {
      findings.error(port, `port number must be 0 for unix domain socket: ${printedPort(port)}`);
    }
  } else if (bind.text !== '') {
    findings.check(bind, addressProblem(bind.text));
  }
}

/** A port as protobuf prints a message. */
function printedPort(port: Field): string {
  const number = port.at('number').number;
  const texts = ['protocol', 'name'].map((name) => [name, port.at(name).text] as const);
  return [
    ...(number === 0 ? [] : [`number:${String(number)}`]),
    ...texts.filter(([, text]) => text !== '').map(([name, text]) => `${name}:${quote(text)}`),
  ].join(' ');
}
