import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const inPod = (line: string): string => `kubectl exec deploy/curl -- ${line}`;
const code = (url: string): string => inPod(`curl -sS -o /dev/null -w '%{http_code}\\n' ${url}`);

describe('hosts outside the cluster', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld(['bookinfo', 'curl']);
  });

  it('answers over plain HTTP and over TLS with a public certificate', () => {
    expect(
      say(
        world,
        inPod(
          "curl -sSL -o /dev/null -w '%{http_version} %{http_code} %{num_redirects}\\n' http://edition.cnn.com/politics",
        ),
      ),
    ).toBe('2 200 1\n');
    const titles = `sh -c 'for l in en de; do curl -s https://$l.wikipedia.org/ | grep -o "<title>.*</title>"; done'`;
    expect(say(world, inPod(titles))).toBe(
      '<title>Wikipedia, the free encyclopedia</title>\n<title>Wikipedia – Die freie Enzyklopädie</title>\n',
    );
  });

  it('refuses a certificate that is for somebody else', () => {
    const ip = '$(kubectl exec deploy/curl -- curl -s -o /dev/null -w "%{remote_ip}" https://istio.io/)';
    expect(say(world, `curl -sS --resolve other.test:443:${ip} https://other.test/`)).toBe(
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'other.test'\n[exit 60]",
    );
  });

  it('has no other names', () => {
    expect(say(world, code('http://nosuch.test/'))).toBe(
      'curl: (6) Could not resolve host: nosuch.test\n000\ncommand terminated with exit code 6\n[exit 6]',
    );
    expect(world.fetch({ url: 'http://nosuch.test/' }).outcome).toEqual({ failure: 'dns' });
    expect(world.requests().at(-1)?.client).toBe('external');
  });

  it('is closed with REGISTRY_ONLY until a ServiceEntry names the host', () => {
    const lines = [code('http://httpbin.org/ip'), code('https://www.google.com/')];
    const all = (): string[] => lines.map((line) => say(world, line));
    const open = all();
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default}
spec: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}
`,
    );
    const closed = all();
    applyYaml(
      world,
      `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: outside}
spec:
  hosts: [httpbin.org, www.google.com]
  ports: [{number: 80, name: http, protocol: HTTP}, {number: 443, name: tls, protocol: TLS}]
  resolution: DNS
`,
    );
    const reset =
      'curl: (35) Recv failure: Connection reset by peer\n000\ncommand terminated with exit code 35\n[exit 35]';
    expect([open, closed, all()]).toEqual([
      ['200\n', '200\n'],
      ['502\n', reset],
      ['200\n', '200\n'],
    ]);
  });

  it('lets details v2 ask its book service once the mesh knows it', () => {
    say(world, 'kubectl delete se outside; kubectl delete deploy details-v1');
    say(
      world,
      'kubectl apply -f samples/bookinfo/platform/kube/bookinfo-details-v2.yaml; kubectl rollout status deploy/details-v2',
    );
    world.settle();
    const ask = inPod('curl -s details:9080/details/0');
    const before = say(world, ask);
    say(world, 'kubectl apply -f samples/bookinfo/networking/egress-rule-google-apis.yaml');
    world.settle();
    expect([before, say(world, ask)]).toEqual([
      '{"error":"could not reach the external book service"}',
      '{"id":0,"author":"William Shakespeare","year":"2002","type":"paperback","pages":64,"publisher":"Courier Corporation","language":"English","ISBN-10":"0486424618","ISBN-13":"9780486424613"}',
    ]);
  });
});
