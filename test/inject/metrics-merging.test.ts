import { expect, it } from 'vitest';
import { injectSidecar } from '../../sandbox/istio/index';
import { at, records, type KubeObject } from '../../sandbox/kube/index';

function injected(annotations: Readonly<Record<string, string>>, more: readonly object[] = []): KubeObject {
  const labels = { 'sidecar.istio.io/inject': 'true' };
  const containers = [{ name: 'web', image: 'web:1' }, ...more];
  const metadata = { name: 'web', labels, annotations };
  return injectSidecar({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } }, 'shop');
}

/** What Prometheus is told of a pod, and what its agent is told to ask the application for. */
function scraping(annotations: Readonly<Record<string, string>>): readonly unknown[] {
  const pod = injected(annotations);
  const told = Object.entries(pod.metadata.annotations ?? {}).filter(([name]) =>
    name.startsWith('prometheus'),
  );
  const proxy = records(at(pod.spec, 'initContainers')).find(({ name }) => name === 'istio-proxy');
  const own = records(proxy?.['env']).find(({ name }) => name === 'ISTIO_PROMETHEUS_ANNOTATIONS')?.['value'];
  return [Object.fromEntries(told), typeof own === 'string' ? JSON.parse(own) : undefined];
}

const merged = {
  'prometheus.io/path': '/stats/prometheus',
  'prometheus.io/port': '15020',
  'prometheus.io/scrape': 'true',
};
const targets = [
  { port: '8080', path: '/metrics' },
  { port: '9100', path: '/own' },
];

it.each<[string, Record<string, string>, object, object | undefined]>([
  ['nothing is said', {}, merged, undefined],
  [
    'a port, in one of the spellings that Prometheus reads',
    { 'prometheus.io.port': '8080' },
    merged,
    { scrape: '', path: '', port: '8080' },
  ],
  [
    'several places',
    { 'prometheus.io/scrape': 'true', 'prometheus.istio.io/scrape-targets': '8080, 9100:/own' },
    merged,
    { scrape: 'true', path: '/metrics', port: '8080', targets },
  ],
  [
    'places of which one has no port',
    { 'prometheus.istio.io/scrape-targets': '8080,:/own' },
    merged,
    undefined,
  ],
  ['nobody is to ask', { 'prometheus.io.scrape': '0' }, { 'prometheus.io.scrape': '0' }, undefined],
  ['it was merged before', { 'prometheus.io/port': '15020' }, { 'prometheus.io/port': '15020' }, undefined],
])('metrics of an application: %s', (_, annotations, told, own) => {
  expect(scraping(annotations)).toEqual([told, own]);
});

it('leaves the connections alone of whom the proxy runs as', () => {
  const user = (...more: readonly object[]): unknown => {
    const [setup] = records(at(injected({}, more).spec, 'initContainers'));
    const args = (setup?.['args'] ?? []) as readonly string[];
    return args[args.indexOf('-u') + 1];
  };
  const proxy = (runAsUser: number): object => ({
    name: 'istio-proxy',
    image: 'auto',
    securityContext: { runAsUser },
  });
  expect([user(), user(proxy(1234)), user(proxy(0))]).toEqual(['1337', '1234', '1337']);
});
