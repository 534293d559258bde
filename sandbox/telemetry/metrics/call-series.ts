import type { Stat, StatLabel } from '../../net/index';
import { BucketCounts } from './bucket-counts';
import { statName, type CustomMetrics } from './custom-metrics';

/** What Istio counts of one kind of call, for each way it ended. */
export class CallSeries {
  readonly #endings: Ending[] = [];
  /** Messages of gRPC calls; those are counted before it is known how a call ended. */
  #messages: { requests: number; responses: number } | undefined;

  /** @param before labels in front of those that tell how a call ended */
  constructor(
    private readonly protocol: 'http' | 'tcp',
    private readonly before: readonly StatLabel[],
    private readonly securityPolicy: string,
    /** What is changed about the metrics, and the values of new labels. */
    private readonly custom?: {
      readonly metrics: CustomMetrics;
      readonly values: ReadonlyMap<string, string>;
    },
  ) {}

  /** Where calls that end so are counted. */
  ending(status: number, flags: string, grpcStatus = ''): Ending {
    for (const ending of this.#endings)
      if (ending.status === status && ending.flags === flags && ending.grpcStatus === grpcStatus)
        return ending;
    const fresh = new Ending(status, flags, grpcStatus);
    this.#endings.push(fresh);
    return fresh;
  }

  /** A gRPC call brought so many messages. */
  addMessages(requests: number, responses: number): void {
    this.#messages ??= { requests: 0, responses: 0 };
    this.#messages.requests += requests;
    this.#messages.responses += responses;
  }

  *stats(): Generator<Stat> {
    for (const stat of this.#all()) {
      const shown = this.custom ? this.custom.metrics.change(stat, this.custom.values) : stat;
      if (shown) yield shown;
    }
  }

  *#all(): Generator<Stat> {
    if (this.#messages) yield* messageStats(this.before, this.#messages);
    for (const ending of this.#endings) {
      const labels = this.#labels(ending);
      yield* this.protocol === 'tcp' ? tcpStats(labels, ending) : httpStats(labels, ending);
    }
  }

  #labels({ status, flags, grpcStatus }: Ending): StatLabel[] {
    const answer: StatLabel[] = [
      ['response_code', String(status)],
      ['grpc_response_status', grpcStatus],
    ];
    const protocol = this.protocol === 'http' && grpcStatus !== '' ? 'grpc' : this.protocol;
    return [
      ...this.before,
      ['request_protocol', protocol],
      ...(this.protocol === 'tcp' ? [] : answer),
      ['response_flags', flags === '' ? '-' : flags],
      ['connection_security_policy', this.securityPolicy],
    ];
  }
}

/** Calls that ended in the same way. Of TCP a call is a connection, and only bytes are counted besides. */
export class Ending {
  calls = 0;
  readonly durationMs = new BucketCounts();
  readonly requestBytes = new BucketCounts();
  readonly responseBytes = new BucketCounts();

  constructor(
    readonly status: number,
    readonly flags: string,
    readonly grpcStatus: string,
  ) {}

  add(durationMs: number, requestBytes: number, responseBytes: number): void {
    this.calls++;
    this.durationMs.add(durationMs);
    this.requestBytes.add(requestBytes);
    this.responseBytes.add(responseBytes);
  }
}

function httpStats(labels: readonly StatLabel[], ending: Ending): Stat[] {
  return [
    stat('istio_requests_total', 'counter', labels, ending.calls),
    stat('istio_request_duration_milliseconds', 'histogram', labels, ending.durationMs),
    stat('istio_request_bytes', 'histogram', labels, ending.requestBytes),
    stat('istio_response_bytes', 'histogram', labels, ending.responseBytes),
  ];
}

function messageStats(
  labels: readonly StatLabel[],
  { requests, responses }: { readonly requests: number; readonly responses: number },
): Stat[] {
  return [
    stat('istio_request_messages_total', 'counter', labels, requests),
    stat('istio_response_messages_total', 'counter', labels, responses),
  ];
}

function tcpStats(labels: readonly StatLabel[], ending: Ending): Stat[] {
  return [
    stat('istio_tcp_connections_opened_total', 'counter', labels, ending.calls),
    stat('istio_tcp_connections_closed_total', 'counter', labels, ending.calls),
    stat('istio_tcp_received_bytes_total', 'counter', labels, ending.requestBytes.sum),
    stat('istio_tcp_sent_bytes_total', 'counter', labels, ending.responseBytes.sum),
  ];
}

function stat(family: string, kind: Stat['kind'], labels: readonly StatLabel[], value: Stat['value']): Stat {
  return { name: statName(family, labels), family, labels, kind, value };
}
