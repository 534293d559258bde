import { httpDate } from '../../lib/calendar';
import { httpResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { goHeaderText, prototext } from './go-texts';

const HTTP_PORT = 8000;
const GRPC_PORT = 9000;
const GRPC_METHOD = '/envoy.service.auth.v3.Authorization/Check';
const CHECK = 'x-ext-authz';
const RESULT = 'x-ext-authz-check-result';
const RECEIVED = 'x-ext-authz-check-received';
const OVERRIDE = 'x-ext-authz-additional-header-override';
const OVERRIDE_OVER_GRPC = 'grpc-additional-header-override-value';
const DENIAL = 'denied by ext_authz for not found header `x-ext-authz: allow` in the request';
const LONGEST = 60_000;
const PERMISSION_DENIED = 7;
const UNIMPLEMENTED = '12';

/**
 * Istio's sample of an external authorizer: allows requests that carry `x-ext-authz: allow`. Port 8000 is asked over
 * HTTP, port 9000 over gRPC, where a request without that header is judged by the caller's service account.
 */
export const extAuthz = defineApp({
  name: 'ext-authz',
  images: ['gcr.io/istio-testing/ext-authz', 'registry.istio.io/testing/ext-authz'],
  start: (container) => startExtAuthz(container),
});

function startExtAuthz(container: Container): AppInstance {
  container.log(`Starting HTTP server at [::]:${String(HTTP_PORT)}`);
  container.log(`Starting gRPC server at [::]:${String(GRPC_PORT)}`);
  const allowedAccount = flag(container, 'allow_service_account') ?? 'a';

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(container.random.between(0.3, 1));
    return call.port === GRPC_PORT ? checkOverGrpc(request) : checkOverHttp(request);
  }

  function checkOverHttp({ method, authority, path, headers, body }: HttpRequest): HttpResponse {
    const allowed = headers.get(CHECK) === 'allow';
    const result = allowed ? 'allowed' : 'denied';
    const asked = `${method} ${authority}${path}, headers: ${goHeaderText(headers)}, body: [${short(body)}]`;
    container.log(`[HTTP][${result}]: ${asked}`);
    const answer: [string, string][] = [
      [RESULT, result],
      [OVERRIDE, headers.get(OVERRIDE) ?? ''],
      [RECEIVED, asked],
      ['date', httpDate(container.now())],
    ];
    return allowed
      ? httpResponse(200, '', [...answer, ['content-length', '0']])
      : httpResponse(403, DENIAL, [...answer, ['content-type', 'text/plain; charset=utf-8']]);
  }

  function checkOverGrpc(request: HttpRequest): HttpResponse {
    const head: [string, string] = ['content-type', 'application/grpc+json'];
    if (request.path !== GRPC_METHOD) return httpResponse(200, '', [head, ['grpc-status', UNIMPLEMENTED]]);
    const { attributes } = JSON.parse(request.body) as CheckRequest;
    const http = attributes.request?.http;
    const asked = http?.headers?.[CHECK];
    const allowed =
      asked === undefined
        ? attributes.source?.principal?.endsWith(`/sa/${allowedAccount}`) === true
        : asked === 'allow';
    const result = allowed ? 'allowed' : 'denied';
    const seen = prototext(attributes);
    container.log(`[gRPCv3][${result}]: ${http?.host ?? ''}${http?.path ?? ''}, attributes: ${seen}`);
    const headers = [
      [RESULT, result],
      [RECEIVED, short(seen)],
      [OVERRIDE, OVERRIDE_OVER_GRPC],
    ].map(([key, value]) => ({ header: { key, value } }));
    const answer = allowed
      ? { status: { code: 0 }, okResponse: { headers } }
      : {
          status: { code: PERMISSION_DENIED },
          deniedResponse: { status: { code: 403 }, body: DENIAL, headers },
        };
    return httpResponse(200, JSON.stringify(answer), [head, ['grpc-status', '0']]);
  }

  return { ports: [HTTP_PORT, GRPC_PORT], handle };
}

/** What of envoy.service.auth.v3.CheckRequest decides, in protobuf's JSON form. */
interface CheckRequest {
  readonly attributes: {
    readonly source?: { readonly principal?: string };
    readonly request?: {
      readonly http?: {
        readonly host?: string;
        readonly path?: string;
        readonly headers?: Readonly<Record<string, string>>;
      };
    };
  };
}

/** `-allow_service_account=a` or `--allow_service_account a`. */
function flag({ args }: Container, name: string): string | undefined {
  const pattern = new RegExp(`^--?${name}(?:=(.*))?$`);
  const at = args.findIndex((arg) => pattern.test(arg));
  return at < 0 ? undefined : (pattern.exec(args[at] ?? '')?.[1] ?? args[at + 1]);
}

function short(text: string): string {
  return text.length > LONGEST ? '<too-long>' : text;
}
