import { expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

const STATUSES = [200, 201, 404, 418, 503];
const counted = `kubectl exec deploy/httpbin -c istio-proxy -- pilot-agent request GET stats/prometheus | grep -c '^istio_requests_total'`;
const logged = `kubectl logs deploy/httpbin -c istio-proxy | grep -c '"GET /status/'`;

/** Five requests for as many statuses: what came of each, hop by hop. */
function asked(world: World): unknown {
  const pod = say(world, `kubectl get pods -l app=curl -o jsonpath='{.items[0].metadata.name}'`);
  return STATUSES.map((status) => {
    const { outcome, trace } = world.fetch({
      from: { namespace: 'default', pod },
      url: `http://httpbin.default:8000/status/${String(status)}`,
    });
    const hops = trace.hops.map((hop) => [
      hop.direction,
      hop.pod,
      hop.flags,
      hop.status,
      hop.startUs,
      hop.endUs,
    ]);
    return { outcome, hops };
  });
}

it('answers without telemetry as with it, and keeps nothing of what it answered', () => {
  const world = appWorld(['curl', 'httpbin']);
  say(
    world,
    `kubectl -n istio-system patch cm istio --type merge -p '{"data":{"mesh":"accessLogFile: /dev/stdout"}}'`,
  );
  world.settle();
  const watched = world.fork();
  const unwatched = world.fork({ telemetry: false });
  for (const fork of [watched, unwatched]) fork.settle();

  expect(asked(unwatched)).toEqual(asked(watched));
  const kept = (fork: World): unknown => ({
    requests: fork.requests().length,
    edges: fork.graph(60_000, 'workload').edges.length,
    series: fork.run(counted).stdout,
    lines: fork.run(logged).stdout,
  });
  expect(kept(watched)).toEqual({ requests: 5, edges: 1, series: '5\n', lines: '5\n' });
  expect(kept(unwatched)).toEqual({ requests: 0, edges: 0, series: '0\n', lines: '0\n' });
});
