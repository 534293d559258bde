import { defineAnalyzer, type Report } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import type { Resource } from '../../resource';
import { printSelector, selectorMatches, selectorPath, type Labels } from '../../selector';
import { PortClaims } from './port-claims';

interface Selecting {
  readonly selector: Labels;
  readonly printed: string;
}

/** What gateways with one selector claim, by port. */
interface Claims extends Selecting {
  readonly ports: Map<number, PortClaims>;
}

/** Two gateways that open the same port of the same pods for the same host. */
export const gatewayConflict = defineAnalyzer({
  name: 'gateway.ConflictingGatewayAnalyzer',
  description: "Checks a gateway's selector, port number and hosts",
  inputs: ['Gateway', 'Pod'],
  analyze(context, report) {
    const claims = claimsOf(context);
    const rivals = new Map<string, readonly Claims[]>();
    for (const gateway of context.all('Gateway')) {
      const selector = gateway.spec.at('selector').textMap;
      const printed = printSelector(selector);
      const own =
        rivals.get(printed) ?? claims.filter((other) => sharePods({ printed, selector }, other, context));
      rivals.set(printed, own);
      checkGateway(gateway, { printed, selector }, own, report);
    }
  },
});

function claimsOf(context: AnalysisContext): readonly Claims[] {
  const bySelector = new Map<string, Claims>();
  for (const gateway of context.all('Gateway')) {
    const selector = gateway.spec.at('selector').textMap;
    const printed = printSelector(selector);
    for (const server of gateway.spec.at('servers').items) {
      const claims = bySelector.get(printed) ?? { printed, selector, ports: new Map<number, PortClaims>() };
      bySelector.set(printed, claims);
      const port = server.at('port').at('number').number;
      const onPort = claims.ports.get(port) ?? new PortClaims();
      claims.ports.set(port, onPort);
      onPort.claim({
        gateway: gateway.fullName,
        hosts: server.at('hosts').texts,
        bind: server.at('bind').text,
      });
    }
  }
  return [...bySelector.values()];
}

function checkGateway(
  gateway: Resource,
  { printed, selector }: Selecting,
  rivals: readonly Claims[],
  report: Report,
): void {
  if (printed !== '' && rivals.length === 0) {
    const place = selectorPath('spec.selector', selector);
    report(gateway, 'ReferencedResourceNotFound', ['selector', printed], place);
    return;
  }
  for (const server of gateway.spec.at('servers').items) {
    const port = server.at('port').at('number').number;
    const hosts = server.at('hosts').texts;
    const request = { gateway: gateway.fullName, hosts, bind: server.at('bind').text };
    const conflicting = rivals.flatMap(({ ports }) => ports.get(port)?.take(request) ?? []);
    if (conflicting.length === 0) continue;
    const args = [[...conflicting].sort().join(','), printed, String(port), hosts.join(',')];
    report(gateway, 'ConflictingGateways', args, { path: server.at('hosts').path, linePath: '' });
  }
}

function sharePods(one: Selecting, other: Selecting, context: AnalysisContext): boolean {
  if (one.printed === other.printed) return true;
  if (!one.printed.includes(other.printed) && !other.printed.includes(one.printed)) return false;
  return context
    .all('Pod')
    .some(({ labels }) => selectorMatches(one.selector, labels) && selectorMatches(other.selector, labels));
}
