import { expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const CLUSTERS = 'pilot-agent request GET clusters';
const looks = [
  `kubectl exec deploy/curl -c istio-proxy -- ${CLUSTERS}`,
  `kubectl exec deploy/httpbin -c istio-proxy -- ${CLUSTERS}`,
  'kubectl exec deploy/curl -c istio-proxy -- pilot-agent request GET stats',
  'istioctl proxy-config endpoints deploy/curl',
];

const ruled = (loadBalancer: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: everything}
spec: {host: '*.default.svc.cluster.local', trafficPolicy: {loadBalancer: {${loadBalancer}}}}
`;

/** Who answered each of twelve requests, while somebody looks or nobody does. */
function answering(loadBalancer: string, look: (world: World, turn: number) => void): (string | undefined)[] {
  const world = appWorld(['curl', 'httpbin']);
  say(world, 'kubectl scale deploy httpbin --replicas=3');
  applyYaml(world, ruled(loadBalancer));
  const pod = say(world, `kubectl get pods -l app=curl -o jsonpath='{.items[0].metadata.name}'`);
  return Array.from({ length: 12 }, (_, turn) => {
    look(world, turn);
    const { trace } = world.fetch({ from: { namespace: 'default', pod }, url: 'http://httpbin:8000/get' });
    return trace.hops.at(-1)?.pod;
  });
}

it.each([
  'simple: ROUND_ROBIN',
  'simple: LEAST_REQUEST',
  'simple: RANDOM',
  'consistentHash: {useSourceIp: true}',
])('is the same mesh whether or not somebody looks at its proxies: %s', (loadBalancer) => {
  const unseen = answering(loadBalancer, () => undefined);
  expect(unseen).not.toContain(undefined);
  for (const look of looks)
    expect(
      answering(loadBalancer, (world, turn) => {
        if (turn % 3 === 0) say(world, look);
      }),
      look,
    ).toEqual(unseen);
});
