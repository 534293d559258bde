import type { Proxy } from '../../../sandbox/envoy/index';
import {
  Exchange,
  isFailure,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Dialer,
  type Hop,
} from '../../../sandbox/net/index';
import { Kernel, type Process } from '../../../sandbox/sim/index';
import { DIRECTIONS, simulatedProxies, type Configs, type Via } from '../differential/simulated-proxies';
import type { Observation, Probe } from './probe';

/** The simulated proxies before upstreams that say their address. */
export class SimulatedSide implements Dialer {
  readonly #kernel = new Kernel();
  readonly #proxies: Readonly<Record<Via, Proxy>>;

  constructor(
    configs: Configs,
    private readonly upstreams: ReadonlySet<string>,
    seed: number,
  ) {
    this.#proxies = simulatedProxies(configs, this.#kernel, this, seed);
  }

  dial(probe: Probe): Observation {
    const hops: Hop[] = [];
    const text = this.#kernel.run(this.#kernel.spawn('client', this.#client(probe, hops)));
    const [hop] = hops;
    const upstream = hop?.decision?.upstream;
    const log = hop && {
      flags: hop.flags,
      cluster: hop.decision?.cluster ?? '',
      host: upstream ? `${upstream.ip}:${String(upstream.port)}` : '',
    };
    return { text, log };
  }

  *#client(probe: Probe, hops: Hop[]): Process<string> {
    const trace = { id: 1, startUs: this.#kernel.nowUs, client: 'test', kind: 'probe' as const, hops };
    const { source, destination, serverName } = probe;
    const connection = yield* this.#proxies[probe.via].accept(DIRECTIONS[probe.via], {
      source: { ip: source, port: 40_000 },
      destination,
      hello: serverName === undefined ? { protocol: 'raw_buffer' } : { protocol: 'tls', serverName },
      application: 'tcp',
      context: new Exchange(trace),
    });
    if (isFailure(connection)) return '';
    const outcome = (yield* connection.transfer?.('hello\n', new Exchange(trace)) ?? []) as
      { readonly text: string } | ConnectionFailure;
    connection.close();
    return isFailure(outcome) ? '' : outcome.text;
  }

  *connect({ destination }: ConnectRequest): Process<Connection | ConnectionFailure> {
    const at = `${destination.ip}:${String(destination.port)}`;
    if (!this.upstreams.has(at)) return { failure: 'refused' };
    return {
      *exchange() {
        return { failure: 'reset' };
      },
      *transfer() {
        return { text: at };
      },
      close: () => undefined,
    };
  }
}
