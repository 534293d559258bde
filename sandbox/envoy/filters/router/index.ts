import { decodeBytes } from '../../../lib/base64';
import { utf8Text, type HttpResponse } from '../../../net/index';
import type { Process } from '../../../sim/index';
import { applyOperations, operationsOf } from '../../http/header-operations';
import { localReply } from '../../http/local-reply';
import type { HttpStream } from '../../http/stream';
import type { CompiledRoute } from '../../match/route-configuration';
import type { ProxyServices } from '../../services';
import { defineFilter, type FilterProcess } from '../filter';
import { forward } from './forward';
import { redirectLocation, redirectStatus } from './redirect';
import { planRoute } from './route-plan';

/**
 * envoy.extensions.filters.http.router.v3.Router: the last filter. Answers redirects and direct responses itself,
 * forwards the rest (source/common/router/router.cc).
 */
export const routerFilter = defineFilter({
  name: 'envoy.filters.http.router',
  create({ route, services, config }) {
    if (!route) return notFound;
    if (route.config.redirect || route.config.directResponse) return respondDirectly(route);
    return route.config.route ? forwarding(route, services, config.suppressEnvoyHeaders === true) : notFound;
  },
});

function* notFound(stream: HttpStream): Process<HttpResponse> {
  return stream.reply(404, '', 'route_not_found', 'NR');
}

function forwarding(route: CompiledRoute, services: ProxyServices, isQuiet: boolean): FilterProcess {
  const { route: action } = route.config;
  const plan = planRoute(route, action ?? {}, isQuiet);
  return (stream) => forward(stream, plan, services);
}

type Body = NonNullable<CompiledRoute['config']['directResponse']>['body'];

function textOf({ inlineString, inlineBytes = '' }: NonNullable<Body> = {}): string {
  return inlineString ?? utf8Text(decodeBytes(inlineBytes) ?? new Uint8Array()) ?? '';
}

/** Redirects and direct responses; 201 and 3xx carry a `location`. */
function respondDirectly(route: CompiledRoute): FilterProcess {
  const { redirect, directResponse, match } = route.config;
  const status = redirect ? redirectStatus(redirect) : (directResponse?.status ?? 200);
  const body = textOf(directResponse?.body);
  const operations = operationsOf(route.config).response;
  return function* respond(stream: HttpStream): Process<HttpResponse> {
    stream.details = 'direct_response';
    const response = localReply(stream.headers, status, body, stream.method);
    const own = `${stream.scheme}://${stream.authority}${stream.path}`;
    if (redirect) response.headers.append('location', redirectLocation(redirect, match, stream));
    else if (status === 201 || (status >= 300 && status < 400)) response.headers.append('location', own);
    applyOperations(response.headers, operations, stream);
    return response;
  };
}
