import { httpResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { logAccess, nginxError, nginxHeaders } from '../nginx';
import { pathOf } from '../request-target';
import { readServers } from './servers';

/** The version behind tags that are no number (`latest`, `alpine`). */
const CURRENT = '1.29.3';
const PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
</body>
</html>
`;

/** The official image with nothing but its welcome page; where it listens and how it ends TLS a mounted nginx.conf says. */
export const nginx = defineApp({
  name: 'nginx',
  images: ['nginx', 'nginxinc/nginx-unprivileged', 'registry.k8s.io/nginx-slim', 'k8s.gcr.io/nginx-slim'],
  start: (container) => startNginx(container),
});

function startNginx(container: Container): AppInstance {
  const server = `nginx/${/^\d+\.\d+(\.\d+)?/.exec(container.tag)?.[0] ?? CURRENT}`;

  const servers = readServers(container);
  if (typeof servers === 'string') {
    container.log(`nginx: ${servers}`);
    return { closed: true, exitCode: 1 };
  }

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(container.random.between(0.2, 0.6));
    const response = refusal(call) ?? answer(request);
    logAccess(container, request, response, call);
    return response;
  }

  /** A server that verifies its clients answers the others in plain words, not with an alert. */
  function refusal({ clientCertificate }: Call): HttpResponse | undefined {
    if (clientCertificate === 'missing')
      return nginxError(container, server, 400, 'Bad Request', {
        detail: 'No required SSL certificate was sent',
      });
    return clientCertificate === 'refused'
      ? nginxError(container, server, 400, 'Bad Request', { detail: 'The SSL certificate error' })
      : undefined;
  }

  function answer(request: HttpRequest): HttpResponse {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return nginxError(container, server, 405, 'Not Allowed');
    const path = pathOf(request);
    if (path !== '/' && path !== '/index.html') return nginxError(container, server, 404, 'Not Found');
    return httpResponse(200, PAGE, [
      ...nginxHeaders(container, server, 'text/html', PAGE),
      ['last-modified', 'Tue, 28 Oct 2025 11:10:26 GMT'],
      ['etag', '"6900a4b2-267"'],
      ['accept-ranges', 'bytes'],
    ]);
  }

  return { ...servers, handle };
}
