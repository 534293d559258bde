import type { Origin } from '../lib/origin';
import type { SocketAddress } from './address';
import type { Application } from './application';
import type { HttpRequest, HttpResponse } from './http';
import type { ConnectionFailure } from './outcome';
import type { Reason, Story } from './saying';

/** Who wanted a request: the learner, an application on its own account, or the kubelet. */
export type TraceKind = 'learner' | 'background' | 'probe';

/**
 * The decision record. While a request runs only references and drawn numbers are kept ({@link Hop});
 * the full story, with every rejected route and its reason, is derived from them when someone looks
 * (the config they point to is immutable), so nobody pays for what nobody reads.
 */
export interface RequestTrace {
  /** Unique in a world, in order of arrival. */
  readonly id: number;
  readonly startUs: number;
  /** Who asked: `external`, `default/curl-5b5bc8c7b-x2x9p`, `terminal`. */
  readonly client: string;
  readonly kind: TraceKind;
  readonly hops: Hop[];
  endUs?: number | undefined;
  /** What the client got. */
  outcome?: HttpResponse | ConnectionFailure | undefined;
}

/** What one proxy (or one application) did with the request. */
export interface Hop {
  /** Position of the hop that called this one; undefined for the first. */
  readonly parent?: number | undefined;
  /** `istio-ingressgateway-…`, `api-gateway-…`: the pod. */
  readonly pod: string;
  readonly namespace: string;
  /** Labels of interest to graphs: app, version, workload name. */
  readonly workload: string;
  readonly direction: 'gateway' | 'outbound' | 'inbound' | 'application';
  readonly startUs: number;
  endUs: number;
  /** The request as this hop received it. */
  readonly request: HttpRequest;
  status?: number;
  /** Envoy's response flags in logging order: `NR`, `NC`, `UH`, `URX,UF`. Empty when none. */
  flags: string;
  /** %RESPONSE_CODE_DETAILS%: `via_upstream`, `route_not_found`. */
  details: string;
  /** Part of a mirrored copy, which the client knows nothing of. */
  readonly shadow?: boolean;
  /** What this hop answered; absent while it works, and when the connection just ended. */
  response?: HttpResponse;
  /** The proxy's decision; absent for applications. */
  decision?: ProxyDecision;
  /** The proxy's part of a distributed trace, where it traces. */
  readonly span?: SpanContext | undefined;
  /** SPIFFE id of the workload; absent for applications. */
  readonly identity?: string;
  /** The connection the request came in on; absent for applications. */
  readonly downstream?: HopConnection;
  /** Bytes of the request's body and of the answer's; of a connection all that was passed on. */
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
}

/** A connection as access logs describe it. */
export interface HopConnection {
  readonly source: SocketAddress;
  /** Where the client dialled: the original destination of an intercepted connection. */
  readonly destination: SocketAddress;
  /** True when this proxy ended TLS. */
  readonly tls: boolean;
  /** SPIFFE id of the client's certificate. */
  readonly peerIdentity?: string | undefined;
  /** SNI. */
  readonly serverName?: string | undefined;
  /** What is spoken on it. */
  readonly application?: Application;
}

/**
 * A proxy's decision as references into its configuration. `explain` (given by the proxy) derives the full record.
 */
export interface ProxyDecision {
  readonly routeName?: string;
  /** The filter chain: the same object as long as its configuration stands. */
  readonly chain?: object | undefined;
  /** What the filters that count calls are told; one entry per filter, none where calls are not counted. */
  readonly metrics: readonly MetricsSettings[];
  /** Where the request is logged, as the proxy's configuration says it. */
  readonly accessLog?: readonly LogSettings[] | undefined;
  /** `reviews.default.svc.cluster.local:9080/*`: what spans of the route are called. */
  readonly operation?: string | undefined;
  readonly cluster?: string;
  /** Whether the proxy read HTTP or passed bytes on. */
  readonly protocol: 'http' | 'tcp';
  /** The same object for every request to the same host. */
  readonly upstream?: UpstreamHost;
  readonly attempts: number;
  explain(): DecisionRecord;
}

/** What a filter that counts calls changes about the metrics. */
export interface MetricsSettings {
  readonly metrics?: readonly {
    /** `requests_total`. */
    readonly name: string;
    readonly drop?: boolean;
    /** Labels with the CEL expressions of their values. */
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly tagsToRemove?: readonly string[];
  }[];
}

/** One access log of a proxy: a file, or a service that the sandbox sends nothing to. */
export type LogSettings =
  | {
      readonly name: 'envoy.access_loggers.file';
      readonly filter?: LogFilter;
      readonly typedConfig: { readonly path: string; readonly logFormat: LogFormat };
    }
  | {
      readonly name:
        | 'envoy.access_loggers.http_grpc'
        | 'envoy.tcp_grpc_access_log'
        | 'envoy.access_loggers.open_telemetry';
    };

/** How a line is written: a text, or a value for each field. */
export interface LogFormat {
  readonly jsonFormat?: Readonly<Record<string, unknown>>;
  /** What is absent leaves nothing behind, instead of `-`. */
  readonly omitEmptyValues?: true;
  readonly textFormatSource?: { readonly inlineString: string };
}

/** What is logged: exactly one field is set. */
export interface LogFilter {
  readonly andFilter?: { readonly filters: readonly LogFilter[] };
  readonly responseFlagFilter?: { readonly flags: readonly string[] };
  /** A CEL expression: only what it holds for is logged. */
  readonly extensionFilter?: { readonly typedConfig: { readonly expression: string } };
}

/** A proxy's part of a distributed trace, as headers carry it on. */
export interface SpanContext {
  /** 32 hexadecimal digits; 16 where an older sender began the trace. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentId?: string;
  /** Whether spans of the trace are kept. */
  readonly sampled: boolean;
}

/** The host a proxy chose. */
export interface UpstreamHost {
  readonly ip: string;
  readonly port: number;
  /** The pod behind it, where that is known. */
  readonly pod?: string | undefined;
}

/** One step of the story, as inspectors and `drydock trace` show it. */
export interface DecisionStep {
  readonly step:
    | 'listener'
    | 'filterChain'
    | 'filter'
    | 'virtualHost'
    | 'route'
    | 'weightedCluster'
    | 'cluster'
    | 'endpoint'
    | 'attempt'
    | 'response';
  /** The chosen thing's name, as Envoy knows it. */
  readonly name: string;
  /** One plain sentence: what was decided and why. */
  readonly summary: string;
  /** The same as data, where a filter says it. */
  readonly said?: Story;
  readonly origin?: Origin;
  /** The ones passed over, in order tried, each with the reason. */
  readonly rejected?: readonly RejectedChoice[];
  /** Numbers behind the choice: `{draw: 937, total: 1000}`. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface RejectedChoice {
  readonly name: string;
  readonly reason: string;
  /** The reason as data. */
  readonly because: Reason;
  readonly origin?: Origin;
}

/** The full record of one hop. */
export interface DecisionRecord {
  readonly steps: readonly DecisionStep[];
}
