import { describe, expect, it } from 'vitest';
import { appWorld, applyYaml, say } from '../support/app-world';
import { inUseWhenIdle } from '../support/idle-mesh';

const secure = (name: string): string => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{name: https, port: 443, targetPort: 8443}]}
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  containers:
    - {name: echo, image: echo, ports: [{containerPort: 8443}], env: [{name: ECHO_TLS_PORTS, value: "8443"}]}
`;
const MESH = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 443, name: tls, protocol: TLS}, tls: {mode: PASSTHROUGH}, hosts: ["*.example.com"]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: door}
spec:
  hosts: ["*.example.com"]
  gateways: [door]
  tls:
  - match: [{sniHosts: [one.example.com]}]
    route: [{destination: {host: one}}]
  - match: [{sniHosts: ["*.two.example.com", two.example.com]}]
    route: [{destination: {host: two}}]
${secure('one')}${secure('two')}`;

describe('a gateway that does not end TLS', () => {
  const world = appWorld([]);
  applyYaml(world, MESH);
  const ask = (host: string): string =>
    say(
      world,
      `curl -sS -k --resolve ${host}:443:198.51.100.1 https://${host}/ 2>&1 | grep -oE '"pod": *"[a-z]+|curl: .*' | sed 's/.*"//'`,
    );
  const CUT = 'curl: (35) Recv failure: Connection reset by peer\n';

  it.each([
    ['one.example.com', 'one\n'],
    ['two.example.com', 'two\n'],
    ['a.two.example.com', 'two\n'],
    ['three.example.com', CUT],
    ['elsewhere.test', CUT],
  ])('routes by the name in the handshake: %s', (host, answer) => {
    expect(ask(host)).toBe(answer);
  });

  it('sees bytes, not requests', () => {
    ask('one.example.com');
    const log = say(world, 'kubectl logs -n istio-system deploy/istio-ingressgateway | tail -1');
    expect(log).toMatch(/^\[[^\]]+\] "- - -" 0 - - - "-" \d+ \d+ \d+ - "-" .*outbound\|443\|\|one\.default/);
    expect(log).toContain(' one.example.com ');
    expect(inUseWhenIdle(world)).toBe('');
  });
});
