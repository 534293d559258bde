import { isFailure, type Connection, type ConnectionFailure, type Exchange } from '../../net/index';
import type { Process, Task } from '../../sim/index';
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
}

/** What opens connections for a pool. */
export interface PoolOwner {
  readonly resources: Resources;
  readonly maxRequestsPerConnection: number;
  /** @param context the exchange it is for: whoever turns the connection away records that there */
  connect(need: ConnectionNeed, context: Exchange): Process<Connection | ConnectionFailure>;
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

  constructor(private readonly owner: PoolOwner) {}

  /** A connection for one request; 'overflow' when the circuit breaker is open. */
  *acquire(
    need: ConnectionNeed,
    context: Exchange,
  ): Process<PooledConnection | ConnectionFailure | 'overflow'> {
    const { resources } = this.owner;
    if (resources.pending >= resources.maxPending) return 'overflow';
    resources.pending++;
    try {
      if (resources.connections < resources.maxConnections || this.#open === 0)
        return yield* this.#connect(need, context);
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
      if (need.application === 'http/1.1') this.#idle.splice(i, 1);
      if (pooled.connection.closed === true) {
        this.#forget(pooled);
        continue;
      }
      pooled.uses++;
      return pooled;
    }
    return undefined;
  }

  /** Gives a connection back after its response; `broken` ones and used-up ones are closed. */
  release(pooled: PooledConnection, broken: boolean): void {
    const usedUp = pooled.uses >= this.owner.maxRequestsPerConnection;
    if (broken || usedUp || this.#closed || pooled.connection.closed === true) {
      this.#forget(pooled);
      return;
    }
    const waiter = this.#waiters.shift();
    if (waiter) {
      pooled.uses++;
      give(waiter, pooled);
    } else if (!this.#idle.includes(pooled)) {
      this.#idle.push(pooled);
    }
  }

  /** The host is gone: idle connections close now, the others when their request is over. */
  close(): void {
    this.#closed = true;
    for (const pooled of this.#idle.slice()) this.#forget(pooled);
  }

  *#connect(need: ConnectionNeed, context: Exchange): Process<PooledConnection | ConnectionFailure> {
    const { resources } = this.owner;
    this.#open++;
    resources.connections++;
    let connected = false;
    try {
      const connection = yield* this.owner.connect(need, context);
      if (isFailure(connection)) return connection;
      connected = true;
      const pooled: PooledConnection = { connection, need, uses: 1 };
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

  #forget(pooled: PooledConnection): void {
    const index = this.#idle.indexOf(pooled);
    if (index >= 0) this.#idle.splice(index, 1);
    pooled.connection.close();
    this.#closedOne();
  }

  #closedOne(): void {
    this.#open--;
    this.owner.resources.connections--;
    this.#letNextOpen();
  }

  #letNextOpen(): void {
    const waiter = this.#waiters.shift();
    if (waiter) give(waiter, 'open one');
  }
}

function fits(have: ConnectionNeed, want: ConnectionNeed): boolean {
  return have.application === want.application && have.authorityHost === want.authorityHost;
}

function give(waiter: Waiter, given: PooledConnection | 'open one'): void {
  waiter.given = given;
  waiter.task?.wake();
}
