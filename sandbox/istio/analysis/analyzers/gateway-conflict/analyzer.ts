import { defineAnalyzer, type Report } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import type { Resource } from '../../resource';
import { printSelector, selectorMatches, selectorPath } from '../../selector';

/** Hosts of one gateway on one port, with the address they are bound to. */
interface Claim {
  readonly gateway: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly port: number;
  readonly binds: Map<string, string>;
}

/** Two gateways that open the same port of the same pods for the same host. */
export const gatewayConflict = defineAnalyzer({
  name: 'gateway.ConflictingGatewayAnalyzer',
  description: "Checks a gateway's selector, port number and hosts",
  inputs: ['Gateway', 'Pod'],
  analyze(context, report) {
    const claims = claimsOf(context);
    for (const gateway of context.all('Gateway')) checkGateway(gateway, claims, context, report);
  },
});

function claimsOf(context: AnalysisContext): readonly Claim[] {
  const claims = new Map<string, Claim>();
  for (const gateway of context.all('Gateway')) {
    const selector = gateway.spec.at('selector').textMap;
    for (const server of gateway.spec.at('servers').items) {
      const port = server.at('port').at('number').number;
      const bind = server.at('bind').text;
      const binds = new Map(server.at('hosts').texts.map((host) => [host, bind]));
      const key = `${printSelector(selector)}~${String(port)}~${gateway.fullName}`;
      claims.set(key, { gateway: gateway.fullName, selector, port, binds });
    }
  }
  return [...claims.values()];
}

function checkGateway(
  gateway: Resource,
  claims: readonly Claim[],
  context: AnalysisContext,
  report: Report,
): void {
  const selector = gateway.spec.at('selector').textMap;
  const printed = printSelector(selector);
  const rivals = claims.filter((claim) => sharePods(selector, claim.selector, context));
  if (printed !== '' && rivals.length === 0) {
    const place = selectorPath('spec.selector', selector);
    report(gateway, 'ReferencedResourceNotFound', ['selector', printed], place);
    return;
  }
  for (const server of gateway.spec.at('servers').items) {
    const port = server.at('port').at('number').number;
    const hosts = server.at('hosts').texts;
    const conflicting = rivals.filter(
      (claim) =>
        claim.port === port &&
        claim.gateway !== gateway.fullName &&
        isTaken(hosts, server.at('bind').text, claim.binds),
    );
    if (conflicting.length === 0) continue;
    const names = conflicting
      .map((claim) => claim.gateway)
      .sort()
      .join(',');
    const args = [names, printed, String(port), hosts.join(',')];
    report(gateway, 'ConflictingGateways', args, { path: server.at('hosts').path, linePath: '' });
  }
}

function sharePods(one: Claim['selector'], other: Claim['selector'], context: AnalysisContext): boolean {
  const [first, second] = [printSelector(one), printSelector(other)];
  if (first === second) return true;
  if (!first.includes(second) && !second.includes(first)) return false;
  return context
    .all('Pod')
    .some(({ labels }) => selectorMatches(one, labels) && selectorMatches(other, labels));
}

/** Like istioctl, hosts that were free are remembered as taken: a third gateway is told of both others. */
function isTaken(hosts: readonly string[], bind: string, binds: Map<string, string>): boolean {
  if (hosts.some((host) => binds.get(host) === bind)) return true;
  for (const host of hosts) binds.set(host, bind);
  return false;
}
