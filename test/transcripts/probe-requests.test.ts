import { expect, it } from 'vitest';
import { appWorld, say } from '../support/app-world';

const URL_OF_HTTPBIN = 'http://httpbin.default:8000/status/418';
const counted = `kubectl exec deploy/httpbin -c istio-proxy -- pilot-agent request GET stats/prometheus | grep '^istio_requests_total.*response_code="418"' | sed 's/.* //'`;
const logged = `kubectl logs deploy/httpbin -c istio-proxy | grep -c '"GET /status/418 HTTP/1.1" 418'`;

it('counts and logs a probe as it does a request of the learner, who sees only their own', () => {
  const world = appWorld(['curl', 'httpbin']);
  say(
    world,
    `kubectl -n istio-system patch cm istio --type merge -p '{"data":{"mesh":"accessLogFile: /dev/stdout"}}'`,
  );
  world.settle();
  const pod = say(world, `kubectl get pods -l app=curl -o jsonpath='{.items[0].metadata.name}'`);
  const from = { namespace: 'default', pod };
  const before = world.requests().length;

  expect(world.fetch({ from, url: URL_OF_HTTPBIN, kind: 'probe' }).outcome).toMatchObject({ status: 418 });
  expect(world.requests().length).toBe(before);
  expect([say(world, counted), say(world, logged)]).toEqual(['1\n', '1\n']);

  expect(world.fetch({ from, url: URL_OF_HTTPBIN }).outcome).toMatchObject({ status: 418 });
  expect(world.requests().length).toBe(before + 1);
  expect([say(world, counted), say(world, logged)]).toEqual(['2\n', '2\n']);
});
