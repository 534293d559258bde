import type { HttpResponse } from '../../../net/index';
import type { Process } from '../../../sim/index';
import { says } from '../../decision/told';
import type { HttpStream } from '../../http/stream';
import { defineFilter, type Next } from '../filter';
import { sessionOf, type SessionState } from './session';

const NAME = 'envoy.filters.http.stateful_session';

/** envoy.extensions.filters.http.stateful_session.v3.StatefulSessionPerRoute */
interface PerRoute {
  readonly statefulSession?: { readonly sessionState?: SessionState };
}

/**
 * Sends a request to the host that its session names, as long as that is well, and tells the client who answered when it
 * was another (source/extensions/filters/http/stateful_session/stateful_session.cc).
 */
export const statefulSessionFilter = defineFilter({
  name: NAME,
  create({ routeConfig }) {
    const session = sessionOf((routeConfig as PerRoute | undefined)?.statefulSession?.sessionState);
    if (session === undefined) return undefined;
    return function* keepSession(stream: HttpStream, next: Next): Process<HttpResponse> {
      if (!session.appliesTo(stream)) return yield* next(stream);
      const wanted = session.read(stream);
      if (wanted !== undefined) stream.overrideHost = wanted;
      const response = yield* next(stream);
      const answered = stream.decision.lastTry?.host?.key;
      stream.decision.note({
        step: 'filter',
        name: NAME,
        ...says(wanted === undefined ? ['noSession'] : ['session', wanted]),
      });
      if (answered !== undefined && answered !== wanted) session.write(response, answered);
      return response;
    };
  },
});
