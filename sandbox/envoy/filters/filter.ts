import type { HttpResponse } from '../../net/index';
import type { Process } from '../../sim/index';
import type { HttpConnectionManager } from '../config/index';
import type { HttpStream } from '../http/stream';
import type { CompiledRoute } from '../match/route-configuration';
import type { ProxyServices } from '../services';

/** The rest of the chain behind a filter. */
export type Next = (stream: HttpStream) => Process<HttpResponse>;

/** What a filter does with a request: answer itself, or pass it on and look at the answer. */
export type FilterProcess = (stream: HttpStream, next: Next) => Process<HttpResponse>;

/** What a filter is made from; everything is parsed once per route. */
export interface FilterSettings {
  /** The filter's own configuration in the connection manager. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The route's `typedPerFilterConfig` for it. */
  readonly routeConfig: Readonly<Record<string, unknown>> | undefined;
  /** Undefined when no route matched. */
  readonly route: CompiledRoute | undefined;
  readonly manager: HttpConnectionManager;
  readonly services: ProxyServices;
  /**
   * Goes on behind this filter, on the route that fits now: what the filter found out may lead to another one.
   * @param next the rest of the chain on the present route
   */
  readonly reroute: (stream: HttpStream, next: Next) => Process<HttpResponse>;
}

/** An HTTP filter; an extension is a folder beside this file, listed in index.ts. */
export interface HttpFilterDeclaration {
  /** `envoy.filters.http.fault` */
  readonly name: string;
  /** Parses the settings and answers what to run; undefined when there is nothing to do on this route. */
  create(settings: FilterSettings): FilterProcess | undefined;
}

/** An identity function that gives the declaration its type. */
export function defineFilter(declaration: HttpFilterDeclaration): HttpFilterDeclaration {
  return Object.freeze(declaration);
}
