import type { HttpRequest, HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Container } from '../app';
import { flask, HTML, notFound } from '../flask';
import { pathOf } from '../request-target';

const PORT = 5000;

/** Says which version and pod greets, after some work that keeps a processor busy. */
export const helloworld = defineApp({
  name: 'helloworld',
  images: ['v1', 'v2'].flatMap((version) => [
    `registry.istio.io/release/examples-helloworld-${version}`,
    `istio/examples-helloworld-${version}`,
  ]),
  start: (container) => startHelloworld(container),
});

function startHelloworld(container: Container): AppInstance {
  const version = container.env['SERVICE_VERSION'] ?? /-(v\d+)(?::|@|$)/.exec(container.image)?.[1] ?? 'v1';
  container.log(` * Running on http://0.0.0.0:${String(PORT)}/ (Press CTRL+C to quit)`);

  function* handle(request: HttpRequest): Process<HttpResponse> {
    const path = pathOf(request);
    if (path === '/health') return flask(container, 200, HTML, 'Helloworld is healthy');
    if (path !== '/hello') return notFound(container);
    yield* sleep(container.random.between(60, 150));
    return flask(container, 200, HTML, `Hello version: ${version}, instance: ${container.hostname}\n`);
  }

  return { ports: [PORT], handle };
}
