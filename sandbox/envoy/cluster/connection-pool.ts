import { isFailure, type Connection, type ConnectionFailure, type Exchange } from '../../net/index';
import type { Kernel, Process, Task } from '../../sim/index';
import type { ClusterStats, HostStats } from './cluster-stats';
import type { Resources } from './resources';

/** The kind of upstream connection a request needs. */
export interface ConnectionNeed {
  readonly application: 'http/1.1' | 'h2';
  /** The request's host, for clusters that take the SNI from it. */
  readonly authorityHost: string | undefined;
}

/** An open upstream connection. */
export interface PooledConnection {
  readonly connection: Connection;
  readonly need: ConnectionNeed;
  /** Requests it has carried, the present one included. */
  uses: number;
  /** Requests it carries now. */
  busy: number;
  /** When it last had something to do. */
  idleSinceUs: number;
  closed: boolean;
}

/** What opens connections for a pool. */
export interface PoolOwner {
  readonly resources: Resources;
  readonly stats: ClusterStats;
  readonly host: HostStats;
  readonly maxRequestsPerConnection: number;
  /** Connections that have had nothing to do for so long are closed; 0 = never. */
  readonly idleTimeoutMs: number;
  readonly kernel: Pick<Kernel, 'nowUs' | 'schedule'>;
  /**
   * @param context the exchange it is for: whoever turns the connection away records that there
   * @param onClosed called when the other side ends the connection
   */
  connect(
    need: ConnectionNeed,
    context: Exchange,
    onClosed: () => void,
  ): Process<Connection | ConnectionFailure>;
}

interface Waiter {
  task?: Task<unknown>;
  /** A connection handed over, or leave to open one. */
  given?: PooledConnection | 'open one';
}

/**
 * The connections to one host. HTTP/1.1 carries one request per connection at a time; a request without an idle
 * connection is pending while one is made or freed (source/common/conn_pool/conn_pool_base.cc).
 */
export class ConnectionPool {
  readonly #idle: PooledConnection[] = [];
  readonly #waiters: Waiter[] = [];
  #open = 0;
  #closed = false;
  #watching = false;

  constructor(private readonly owner: PoolOwner) {}

  /** Connections that stand or are being made. */
  get open(): number {
    return this.#open;
  }

  /** A connection for one request; 'overflow' when the circuit breaker is open. */
  *acquire(
    need: ConnectionNeed,
    context: Exchange,
  ): Process<PooledConnection | ConnectionFailure | 'overflow'> {
    const { resources, stats } = this.owner;
    if (resources.pending >= resources.maxPending) return 'overflow';
    resources.pending++;
    stats.upstreamRqPendingTotal++;
    try {
      const full = resources.connections >= resources.maxConnections;
      if (full) stats.upstreamCxOverflow++;
      if (!full || this.#open === 0) return yield* this.#connect(need, context);
      const given = yield* this.#wait();
      return given === 'open one' ? yield* this.#connect(need, context) : given;
    } finally {
      resources.pending--;
    }
  }

  /** An idle connection that fits, without waiting. HTTP/2 connections are shared and stay where they are. */
  takeIdle(need: ConnectionNeed): PooledConnection | undefined {
    for (let i = this.#idle.length - 1; i >= 0; i--) {
      const pooled = this.#idle[i];
      if (!pooled || !fits(pooled.need, need)) continue;
      if (need.application === 'http/1.1') removeAt(this.#idle, i);
      if (pooled.connection.closed === true) {
        this.#forget(pooled);
        continue;
      }
      pooled.uses++;
      pooled.busy++;
      return pooled;
    }
    return undefined;
  }

  /** Gives a connection back after its response; `broken` ones and used-up ones are closed. */
  release(pooled: PooledConnection, broken: boolean): void {
    pooled.busy--;
    pooled.idleSinceUs = this.owner.kernel.nowUs;
    const usedUp = pooled.uses >= this.owner.maxRequestsPerConnection;
    if (usedUp) this.owner.stats.upstreamCxMaxRequests++;
    if (broken || usedUp || this.#closed || pooled.connection.closed === true) {
      this.#forget(pooled);
      return;
    }
    const waiter = this.#waiters.shift();
    if (waiter) {
      pooled.uses++;
      pooled.busy++;
      give(waiter, pooled);
      return;
    }
    if (!this.#idle.includes(pooled)) this.#idle.push(pooled);
    this.#watchIdle();
  }

  /** The host is gone: idle connections close now, the others when their request is over. */
  close(): void {
    this.#closed = true;
    for (const pooled of this.#idle.slice()) this.#forget(pooled);
  }

  *#connect(need: ConnectionNeed, context: Exchange): Process<PooledConnection | ConnectionFailure> {
    const { resources, stats, host } = this.owner;
    this.#open++;
    resources.connections++;
    stats.upstreamCxTotal++;
    host.cxTotal++;
    if (need.application === 'h2') stats.upstreamCxHttp2Total++;
    else stats.upstreamCxHttp1Total++;
    let connected = false;
    let opened: PooledConnection | undefined;
    /** Those who use it find out by themselves. */
    const onClosed = (): void => {
      if (opened?.busy === 0) this.#forget(opened);
    };
    try {
      const connection = yield* this.owner.connect(need, context, onClosed);
      if (isFailure(connection)) {
        stats.upstreamCxConnectFail++;
        host.cxConnectFail++;
        stats.upstreamRqPendingFailureEject++;
        if (connection.failure === 'timeout') stats.upstreamCxConnectTimeout++;
        return connection;
      }
      connected = true;
      const { nowUs } = this.owner.kernel;
      const pooled: PooledConnection = {
        connection,
        need,
        uses: 1,
        busy: 1,
        idleSinceUs: nowUs,
        closed: false,
      };
      opened = pooled;
      if (need.application === 'h2') this.#idle.push(pooled);
      return pooled;
    } finally {
      if (!connected) this.#closedOne();
    }
  }

  *#wait(): Process<PooledConnection | 'open one'> {
    const waiter: Waiter = {};
    try {
      yield (task) => {
        waiter.task = task;
        this.#waiters.push(waiter);
        return () => {
          const index = this.#waiters.indexOf(waiter);
          if (index >= 0) this.#waiters.splice(index, 1);
        };
      };
      const { given } = waiter;
      delete waiter.given;
      return given ?? 'open one';
    } finally {
      if (waiter.given === 'open one') this.#letNextOpen();
      else if (waiter.given) this.release(waiter.given, false);
    }
  }

  /** Closes idle connections when their time is up; one event per pool, as long as there are any. */
  #watchIdle(): void {
    const { kernel, idleTimeoutMs } = this.owner;
    if (this.#watching || idleTimeoutMs === 0) return;
    const waiting = this.#idle.filter(({ busy }) => busy === 0).map(({ idleSinceUs }) => idleSinceUs);
    if (waiting.length === 0) return;
    this.#watching = true;
    const dueUs = Math.min(...waiting) + idleTimeoutMs * 1000;
    kernel.schedule(dueUs - kernel.nowUs, this.#closeIdle);
  }

  readonly #closeIdle = (): void => {
    const { kernel, idleTimeoutMs } = this.owner;
    this.#watching = false;
    const sinceUs = kernel.nowUs - idleTimeoutMs * 1000;
    for (const pooled of this.#idle.slice())
      if (pooled.busy === 0 && pooled.idleSinceUs <= sinceUs) this.#forget(pooled);
    this.#watchIdle();
  };

  /** Closes a connection, once: several requests on it may find it broken. */
  #forget(pooled: PooledConnection): void {
    if (pooled.closed) return;
    pooled.closed = true;
    const index = this.#idle.indexOf(pooled);
    if (index >= 0) this.#idle.splice(index, 1);
    pooled.connection.close();
    this.#closedOne();
  }

  #closedOne(): void {
    this.#open--;
    this.owner.stats.upstreamCxDestroy++;
    this.owner.resources.connections--;
    this.#letNextOpen();
  }

  #letNextOpen(): void {
    const waiter = this.#waiters.shift();
    if (waiter) give(waiter, 'open one');
  }
}

/** Mostly the last one. */
function removeAt(list: unknown[], index: number): void {
  if (index === list.length - 1) list.pop();
  else list.splice(index, 1);
}

function fits(have: ConnectionNeed, want: ConnectionNeed): boolean {
  return have.application === want.application && have.authorityHost === want.authorityHost;
}

function give(waiter: Waiter, given: PooledConnection | 'open one'): void {
  waiter.given = given;
  waiter.task?.wake();
}
