import { defineAnalyzer } from '../../analyzer';

/** The oldest versions of Gateway API's definitions that Istio reads. */
const minimum: Readonly<Record<string, string>> = {
  'grpcroutes.gateway.networking.k8s.io': '1.1.0',
  'backendtlspolicies.gateway.networking.k8s.io': '1.4.0',
  'tlsroutes.gateway.networking.k8s.io': '1.5.0',
  'tcproutes.gateway.networking.k8s.io': '1.6.0',
};

/** Kinds of the Gateway API that are installed in a version too old to be processed. */
export const gatewayApiVersion = defineAnalyzer({
  name: 'k8sgateway.CRDVersionAnalyzer',
  description: 'Checks Gateway API CRDs are at the minimum version required by this Istio version',
  inputs: ['CustomResourceDefinition'],
  analyze(context, report) {
    for (const definition of context.all('CustomResourceDefinition')) {
      const needed = Object.hasOwn(minimum, definition.name) ? minimum[definition.name] : undefined;
      const written = definition.annotations['gateway.networking.k8s.io/bundle-version'];
      const installed = written === undefined ? undefined : parseVersion(written);
      if (needed === undefined || !installed) continue;
      if (compare(installed.parts, parseVersion(needed)?.parts ?? []) >= 0) continue;
      const place = { path: 'metadata.annotations', linePath: '' };
      const args = [definition.name, installed.text, needed];
      report(definition, 'GatewayAPICRDVersionBelowMinimum', args, place);
    }
  },
});

interface Version {
  readonly parts: readonly number[];
  /** As it is printed: complete, without the leading `v`. */
  readonly text: string;
}

function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(?:\+.*)?$/.exec(text);
  if (!match) return undefined;
  const parts = [match[1], match[2], match[3]].map((part) => Number(part ?? '0'));
  return { parts, text: `${parts.join('.')}${match[4] ?? ''}` };
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, part] of one.entries()) {
    const difference = part - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
