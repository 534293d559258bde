import type { Field } from '../../../kinds/field';
import { parseProtocol } from '../../../validation/checks/protocol';
import { defineAnalyzer } from '../../analyzer';
import { isControlPlane } from '../../mesh-membership';

const managed: readonly string[] = [
  'istio.io-gateway-controller',
  'istio.io-mesh-controller',
  'istio.io-eastwest-controller',
];

/** Port names (or appProtocol) tell Istio the protocol; others are detected from the traffic. */
export const servicePortName = defineAnalyzer({
  name: 'service.PortNameAnalyzer',
  description: 'Checks the port names associated with each service',
  inputs: ['Service'],
  analyze(context, report) {
    for (const service of context.all('Service')) {
      if (isControlPlane(service)) continue;
      if (managed.includes(service.labels['gateway.istio.io/managed'] ?? '')) continue;
      const isExternal = service.spec.at('type').text === 'ExternalName';
      for (const port of service.spec.at('ports').items) {
        const name = port.at('name').text;
        if (hasProtocol(port) && !(name === 'tcp' && isExternal)) continue;
        const place = {
          path: (port.has('name') ? port.at('name') : port).path,
          linePath: port.at('port').path,
        };
        if (isExternal) report(service, 'ExternalNameServiceTypeInvalidPortName', [], place);
        else {
          const args = [name, port.at('port').number, targetOf(port)];
          report(service, 'PortNameIsNotUnderNamingConvention', args, place);
        }
      }
    }
  },
});

/** Ports that are TCP whatever their name: detecting would break them. */
const wellKnownTcp: readonly number[] = [25, 53, 3306, 27017];

function hasProtocol(port: Field): boolean {
  if (port.at('protocol').text === 'UDP') return true;
  const declared = port.at('appProtocol');
  const name = declared.isSet ? declared.text : port.at('name').text;
  if (declared.isSet && ['kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss'].includes(name)) {
    return true;
  }
  if (name.toLowerCase().startsWith('grpc-web')) return true;
  const [prefix = ''] = name.split('-');
  return parseProtocol(prefix) !== undefined || wellKnownTcp.includes(port.at('port').number);
}

function targetOf(port: Field): string {
  const target = port.at('targetPort').value;
  return typeof target === 'string' || typeof target === 'number' ? String(target) : '0';
}
