import { httpResponse } from '../../net/index';
import { defineApp } from '../app';

/** What stands in the place of each: Istio's samples install them beside the mesh. */
const INSTEAD: Readonly<Record<string, string>> = {
  kiali: 'the graph beside the terminal shows the mesh',
  prometheus: 'requests and their metrics stand in the list of requests',
  grafana: 'there are no dashboards',
  jaeger: 'each request of the list opens as a trace',
  zipkin: 'each request of the list opens as a trace',
  loki: 'kubectl logs shows what containers write',
};

/** Tools beside the mesh: their pods run and their Services exist, and they say that they are not simulated. */
export const addon = defineApp({
  name: 'addon',
  images: [
    'quay.io/kiali/kiali',
    'prom/prometheus',
    'grafana/grafana',
    'grafana/loki',
    'jaegertracing/all-in-one',
    'jaegertracing/jaeger',
    'openzipkin/zipkin-slim',
  ],
  start(container) {
    const name = Object.keys(INSTEAD).find((each) => container.image.includes(each)) ?? 'this addon';
    const message = `${name} is not simulated; ${INSTEAD[name] ?? 'nothing takes its place'}`;
    container.log(`drydock: ${message}`);
    return {
      *handle() {
        return httpResponse(501, `${message}\n`, [['content-type', 'text/plain']]);
      },
    };
  },
});
