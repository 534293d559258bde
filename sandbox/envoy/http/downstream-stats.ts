import type { ConnectRequest } from '../../net/index';

/** What one kind of connection manager counts: those with the same stat_prefix count together, whatever replaces them. */
export class DownstreamStats {
  cxHttp1Total = 0;
  cxHttp2Total = 0;
  cxSslTotal = 0;
  cxDestroy = 0;
  /** Connections that were told to end. */
  cxDrainClose = 0;
  rqHttp1Total = 0;
  rqHttp2Total = 0;
  rqCompleted = 0;
  /** Requests that the client gave up. */
  rqRxReset = 0;
  /** By the first digit of the status, from 1. */
  readonly rqClasses: number[] = [0, 0, 0, 0, 0];

  get cxTotal(): number {
    return this.cxHttp1Total + this.cxHttp2Total;
  }

  get rqTotal(): number {
    return this.rqHttp1Total + this.rqHttp2Total;
  }

  opened({ application, hello }: Pick<ConnectRequest, 'application' | 'hello'>): void {
    if (application === 'h2') this.cxHttp2Total++;
    else this.cxHttp1Total++;
    if (hello.protocol === 'tls') this.cxSslTotal++;
  }

  began(application: ConnectRequest['application']): void {
    if (application === 'h2') this.rqHttp2Total++;
    else this.rqHttp1Total++;
  }

  answered(status: number): void {
    this.rqCompleted++;
    const index = Math.floor(status / 100) - 1;
    this.rqClasses[index] = (this.rqClasses[index] ?? 0) + 1;
  }

  /** The client went before there was an answer. */
  abandoned(): void {
    this.rqCompleted++;
    this.rqRxReset++;
  }
}

/** The counters of a proxy's connection managers, by stat_prefix. */
export class DownstreamStatsTable {
  readonly #byPrefix = new Map<string, DownstreamStats>();

  of(statPrefix: string): DownstreamStats {
    let stats = this.#byPrefix.get(statPrefix);
    if (!stats) this.#byPrefix.set(statPrefix, (stats = new DownstreamStats()));
    return stats;
  }

  entries(): Iterable<readonly [statPrefix: string, stats: DownstreamStats]> {
    return this.#byPrefix;
  }
}
