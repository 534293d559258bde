import { quote } from '../../../lib/quote';
import type { Field } from '../../kinds/field';
import { fqdnProblem } from '../checks/host-name';
import { addressProblem } from '../checks/ip';
import { portProblem } from '../checks/numbers';
import { Findings } from '../findings';
import { checkServerHost } from '../gateway/server-host';

/** Kinds of providers that are services to call, and how they word a wrong port. */
const services: Readonly<Record<string, string>> = {
  envoyExtAuthzHttp: '',
  envoyExtAuthzGrpc: 'invalid service port: ',
  zipkin: 'invalid service port: ',
  lightstep: 'invalid service port: ',
  datadog: 'invalid service port: ',
  opencensus: 'invalid service port: ',
  skywalking: 'invalid service port: ',
  envoyOtelAls: '',
  opentelemetry: '',
  envoyHttpAls: '',
  envoyTcpAls: '',
};

/**
 * Checks what one kind of provider in `extensionProviders[]` says of the service to call; AuthorizationPolicies and
 * Telemetry name providers. Semantics: istio pkg/config/validation/agent extensionprovider.go. istiod only logs what is found.
 */
export function checkProvider(kind: string, config: Field): Findings {
  const findings = new Findings();
  const wording = services[kind];
  if (wording === undefined) return findings;
  const port = portProblem(config.at('port').number);
  if (port !== undefined) findings.error(config.at('port'), `${wording}${port}`);
  findings.addErrors(checkService(config.at('service')));
  if (kind === 'lightstep' && config.at('accessToken').text === '') {
    findings.error(config, 'access token is required');
  }
  if (kind === 'opentelemetry' && config.has('grpc') && config.has('http')) {
    findings.error(config, 'OpenTelemetryTracingProvider cannot specify both grpc and http');
  }
  const prefix = config.at('pathPrefix');
  if (prefix.text !== '' && !prefix.text.startsWith('/')) {
    findings.error(prefix, `pathPrefix should begin with \`/\` but found ${quote(prefix.text)}`);
  }
  return findings;
}

/**
 * Checks what `extensionProviders` as a whole holds: names that are unique, and of each what its kind needs. istiod
 * only warns of what is found here.
 */
export function checkProviders(providers: Field): Findings {
  const findings = new Findings();
  const names = new Set<string>();
  for (const provider of providers.items) {
    const name = provider.at('name').text;
    const own = new Findings();
    if (name === '') own.error(provider, 'empty extension provider name');
    else if (names.has(name)) own.error(provider, `duplicate extension provider name ${name}`);
    names.add(name);
    for (const [kind, config] of provider.entries) own.addErrors(checkProvider(kind, config));
    own.prefixErrors(`invalid extension provider ${name}:`);
    findings.add(own);
  }
  return findings;
}

/** A host, an address, or `namespace/host`. */
export function checkService(service: Field): Findings {
  const findings = new Findings();
  const { text } = service;
  if (text === '') findings.error(service, 'service must not be empty');
  else if (text.includes('/')) return checkServerHost(service, 'sidecar');
  else if (fqdnProblem(text) !== undefined) {
    const problem = addressProblem(text);
    if (problem !== undefined) findings.error(service, `invalid service fmt ${text}: ${problem}`);
  }
  return findings;
}
