import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const GATEWAY =
  'http://$(kubectl -n istio-system get svc istio-ingressgateway -o jsonpath={.status.loadBalancer.ingress[0].ip})';
const NETWORKING = 'samples/bookinfo/networking';

describe('bookinfo', () => {
  let world: World;
  const apply = (...names: string[]): void => {
    for (const name of names) say(world, `kubectl apply -f ${NETWORKING}/${name}.yaml`);
    world.settle();
  };
  /** What a reader of the page sees of the reviews, and how many tenths of a second it took. */
  const look = (user?: string): string => {
    const jar = user === undefined ? '' : `-b ${user}.jar`;
    const startMs = world.nowMs();
    const page = say(world, `curl -s ${jar} ${GATEWAY}/productpage`);
    const tenths = Math.round((world.nowMs() - startMs) / 100);
    const seen = [
      /Error fetching product \w+/.exec(page)?.[0],
      /Ratings service is currently unavailable/.exec(page)?.[0],
      /text-(black|red)-500">/.test(page) && page.includes('glyphicon-star"')
        ? `${/text-(black|red)-500">\n *<svg/.exec(page)?.[1] ?? 'no'} stars`
        : undefined,
    ].filter((text) => text !== undefined);
    return `${seen.length === 0 ? 'no stars' : seen.join(', ')} after ${String(tenths / 10)} s`;
  };
  const signIn = (user: string): void => {
    say(world, `curl -s -o /dev/null -c ${user}.jar -e x -d 'username=${user}&passwd=x' ${GATEWAY}/login`);
  };
  beforeEach(() => {
    world = appWorld(['bookinfo']);
    apply('bookinfo-gateway', 'destination-rule-all', 'virtual-service-all-v1');
    signIn('jason');
  });

  it('is let in through the gateway: 8080 in the Gateway, 80 in its Service', () => {
    expect(say(world, `curl -s ${GATEWAY}/productpage | grep -o '<title>.*</title>'`)).toBe(
      '<title>Simple Bookstore App</title>\n',
    );
    expect(say(world, `curl -s -o /dev/null -w '%{http_code}\\n' ${GATEWAY}/`)).toBe('404\n');
  });

  it('shows no, black or red stars by version, and all three in turn without routes', () => {
    expect(look()).toBe('no stars after 0 s');
    apply('virtual-service-reviews-test-v2');
    expect([look(), look('jason')]).toEqual(['no stars after 0 s', 'black stars after 0 s']);
    apply('virtual-service-reviews-v3');
    expect([look(), look('jason')]).toEqual(['red stars after 0 s', 'red stars after 0 s']);
    say(world, 'kubectl delete vs reviews');
    world.settle();
    const seen = new Set(Array.from({ length: 30 }, () => look().replace(/ after.*/, '')));
    expect([...seen].sort()).toEqual(['black stars', 'no stars', 'red stars']);
  });

  it('splits reviews by weight', () => {
    apply('virtual-service-reviews-50-v3');
    const red = Array.from({ length: 200 }, () => look()).filter((text) => text.startsWith('red')).length;
    expect(red).toBeGreaterThan(75);
    expect(red).toBeLessThan(125);
  });

  it('breaks for jason when ratings take 7 s: productpage waits twice 3 s, reviews v3 only 2.5 s', () => {
    apply('virtual-service-reviews-test-v2', 'virtual-service-ratings-test-delay');
    expect([look(), look('jason')]).toEqual([
      'no stars after 0 s',
      'Error fetching product reviews after 6 s',
    ]);
    apply('virtual-service-reviews-v3');
    expect([look(), look('jason')]).toEqual([
      'red stars after 0 s',
      'Ratings service is currently unavailable after 2.5 s',
    ]);
  });

  it('tells jason at once when ratings are aborted', () => {
    apply('virtual-service-reviews-test-v2', 'virtual-service-ratings-test-abort');
    expect([look(), look('jason')]).toEqual([
      'no stars after 0 s',
      'Ratings service is currently unavailable after 0 s',
    ]);
    apply('virtual-service-reviews-v3');
    expect([look(), look('jason')]).toEqual([
      'red stars after 0 s',
      'Ratings service is currently unavailable after 0 s',
    ]);
  });

  it('gives up twice after half a second with a timeout of 0.5 s and ratings 2 s late', () => {
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews}
spec:
  hosts: [reviews]
  http:
    - route: [{destination: {host: reviews, subset: v2}}]
      timeout: 0.5s
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ratings}
spec:
  hosts: [ratings]
  http:
    - fault: {delay: {percentage: {value: 100}, fixedDelay: 2s}}
      route: [{destination: {host: ratings, subset: v1}}]
`,
    );
    expect(look()).toBe('Error fetching product reviews after 1 s');
  });

  it('misses its details when they are aborted', () => {
    apply('fault-injection-details-v1');
    expect(look()).toBe('Error fetching product details after 0 s');
    expect(say(world, `curl -s -w ' %{http_code}' ${GATEWAY}/api/v1/products/0`)).toBe(
      '{"error": "Sorry, product details are currently unavailable for this book."} 555',
    );
  });
});
