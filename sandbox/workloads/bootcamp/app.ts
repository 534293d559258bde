import { httpDate, isoMillis } from '../../lib/calendar';
import { httpResponse } from '../../net/index';
import { sleep } from '../../sim/index';
import { defineApp, type AppInstance, type Container } from '../app';

/** The server of the Kubernetes bootcamp: one line, whatever is asked. The image's tag is its version. */
export const bootcamp = defineApp({
  name: 'bootcamp',
  images: [
    'gcr.io/google-samples/kubernetes-bootcamp',
    'gcr.io/k8s-minikube/kubernetes-bootcamp',
    'jocatalin/kubernetes-bootcamp',
    'docker.io/jocatalin/kubernetes-bootcamp',
  ],
  start: (container) => startBootcamp(container),
});

function startBootcamp(container: Container): AppInstance {
  const { hostname } = container;
  const version = /^v?(\d+)/.exec(container.tag)?.[1] ?? '1';
  const startedMs = container.now();
  let requests = 0;
  container.log(`Kubernetes Bootcamp App Started At: ${isoMillis(startedMs)} | Running On:  ${hostname} `);
  container.log('');

  return {
    ports: [8080],
    *handle() {
      yield* sleep(container.random.between(0.5, 1.5));
      requests++;
      const now = container.now();
      const uptime = String((now - startedMs) / 1000);
      container.log(
        `Running On: ${hostname} | Total Requests: ${String(requests)} | App Uptime: ${uptime} seconds | Log Time: ${isoMillis(now)}`,
      );
      return httpResponse(200, `Hello Kubernetes bootcamp! | Running on: ${hostname} | v=${version}\n`, [
        ['content-type', 'text/plain'],
        ['date', httpDate(now)],
      ]);
    },
  };
}
