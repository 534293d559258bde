import type { KubeObject } from '../../sandbox/kube/index';
import { stored } from './tried';

/** DestinationRules with each policy in each of the four places that take one. */
export function rulesWith(policies: readonly unknown[]): readonly KubeObject[] {
  return policies.flatMap((policy) => {
    const { retryBudget: _budget, ...perPort } = policy as Readonly<Record<string, unknown>>;
    const portLevelSettings = [{ port: { number: 80 }, ...perPort }];
    return [policy, { portLevelSettings }].flatMap((trafficPolicy) => [
      destinationRule({ trafficPolicy }),
      destinationRule({ subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy }] }),
    ]);
  });
}

function destinationRule(spec: object): KubeObject {
  return stored({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'web', namespace: 'default' },
    spec: { host: 'web', ...spec },
  });
}
