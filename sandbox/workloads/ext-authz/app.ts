import { httpDate } from '../../lib/calendar';
import { httpResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';

const HTTP_PORT = 8000;
const GRPC_PORT = 9000;
const CHECK = 'x-ext-authz';
const RESULT = 'x-ext-authz-check-result';
const RECEIVED = 'x-ext-authz-check-received';
const OVERRIDE = 'x-ext-authz-additional-header-override';

/**
 * Istio's sample of an external authorizer: allows requests that carry `x-ext-authz: allow`. Port 8000 is asked over
 * HTTP, port 9000 over gRPC.
 */
export const extAuthz = defineApp({
  name: 'ext-authz',
  images: ['gcr.io/istio-testing/ext-authz', 'registry.istio.io/testing/ext-authz'],
  start: (container) => startExtAuthz(container),
});

function startExtAuthz(container: Container): AppInstance {
  container.log(`Starting HTTP server at [::]:${String(HTTP_PORT)}`);
  container.log(`Starting gRPC server at [::]:${String(GRPC_PORT)}`);

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(container.random.between(0.3, 1));
    const allowed = request.headers.get(CHECK) === 'allow';
    const result = allowed ? 'allowed' : 'denied';
    const protocol = call.port === GRPC_PORT ? 'gRPCv3' : 'HTTP';
    const line = `${request.method} ${request.authority}${request.path}`;
    container.log(`[${protocol}][${result}]: ${line}`);
    const headers: [string, string][] = [
      [RESULT, result],
      [OVERRIDE, request.headers.get(OVERRIDE) ?? ''],
      [RECEIVED, line],
      ['date', httpDate(container.now())],
    ];
    const denial = 'denied by ext_authz for not found header `x-ext-authz: allow` in the request';
    return allowed ? httpResponse(200, '', headers) : httpResponse(403, denial, headers);
  }

  return { ports: [HTTP_PORT, GRPC_PORT], handle };
}
