import { describe, expect, test } from 'vitest';
import type { Listener } from '../../sandbox/envoy/config/index';
import { Exchange, type Connection, type RequestTrace } from '../../sandbox/net/index';
import { type Process } from '../../sandbox/sim/index';
import { cluster, endpoints, TestNetwork, virtualOutbound } from './wiring';

describe('TCP', () => {
  const tunnel = (clusterName: string, more: Partial<Listener> = {}): Listener => ({
    name: '10.96.0.9_3306',
    address: { socketAddress: { address: '10.96.0.9', portValue: 3306 } },
    trafficDirection: 'OUTBOUND',
    filterChains: [
      {
        filters: [
          { name: 'envoy.filters.network.tcp_proxy', typedConfig: { statPrefix: 't', cluster: clusterName } },
        ],
      },
    ],
    ...more,
  });

  function talk(listener: Listener, text: string): { got: unknown; hops: string[] } {
    const net = new TestNetwork();
    const proxy = net.proxy('sidecar', '10.0.0.1', {
      listeners: [virtualOutbound(), listener],
      clusters: [cluster('db'), cluster('nobody'), cluster('gone')],
      loadAssignments: [endpoints('db', '10.0.0.9:3306'), endpoints('gone', '10.0.0.8:3306')],
    });
    net.greet('10.0.0.9:3306', 'hello db v1\n');
    const trace: RequestTrace = { id: 1, startUs: 0, client: 'test', kind: 'learner', hops: [] };
    const task = net.kernel.spawn(
      'client',
      (function* (): Process<unknown> {
        const connection = (yield* proxy.accept('outbound', {
          source: { ip: '10.0.0.1', port: 50_000 },
          destination: { ip: '10.96.0.9', port: 3306 },
          hello: { protocol: 'raw_buffer' },
          application: 'tcp',
        })) as Connection;
        const answer = yield* connection.transfer?.(text, new Exchange(trace)) ?? nothing();
        connection.close();
        return answer;
      })(),
    );
    const got = net.kernel.run(task);
    return { got, hops: trace.hops.map(({ direction, flags }) => `${direction} - ${flags}`.trimEnd()) };
  }

  const inspected: Partial<Listener> = {
    listenerFilters: [{ name: 'envoy.filters.listener.http_inspector' }],
  };

  test.each<[string, Listener, string, unknown, string[]]>([
    ['a server that greets', tunnel('db'), '', { text: 'hello db v1\n' }, ['outbound -']],
    ['an inspector waits for the client', tunnel('db', inspected), '', { failure: 'timeout' }, []],
    ['a client that speaks first', tunnel('db', inspected), 'x', { text: 'hello db v1\n' }, ['outbound -']],
    ['no endpoint', tunnel('nobody'), 'x', { failure: 'reset' }, ['outbound - UH']],
    ['nothing listens', tunnel('gone'), 'x', { failure: 'reset' }, ['outbound - UF,URX']],
    ['no cluster', tunnel('missing'), 'x', { failure: 'reset' }, ['outbound - NC']],
  ])('%s', (_case, listener, text, got, recorded) => {
    expect(talk(listener, text)).toEqual({ got, hops: recorded });
  });
});

function* nothing(): Process<undefined> {
  return undefined;
}
