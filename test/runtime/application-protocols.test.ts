import { expect, it } from 'vitest';
import { createWorld } from '../../sandbox/index';

const MANIFEST = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
  - name: app
    image: echo
    env: [{name: ECHO_TLS_PORTS, value: '8443'}]
    ports: [{containerPort: 8080}, {containerPort: 8443}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}]
---
apiVersion: v1
kind: Pod
metadata: {name: raw, labels: {app: raw}}
spec: {containers: [{name: app, image: echo, env: [{name: ECHO_TCP, value: '1'}], ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: raw}
spec: {selector: {app: raw}, ports: [{name: tcp, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec: {containers: [{name: app, image: echo}]}
`;

const world = createWorld({ seed: 1, manifests: { 'web.yaml': MANIFEST } });

it.each([
  ['http://web/', '200'],
  ['-k https://web/', '200'],
  // Nobody signed its certificate.
  ['https://web/', 'exit 60'],
  ['http://web:443/', 'exit 56'],
  ['-k https://web:80/', 'exit 35'],
  // Its answer starts with no status line.
  ['http://raw/', 'exit 1'],
])('applications that end TLS themselves or speak no HTTP: curl %s', (args, expected) => {
  const line = `kubectl exec client -c app -- curl -s -o /dev/null -w '%{http_code}' ${args}`;
  const { stdout, exitCode } = world.run(line);
  expect(exitCode === 0 ? stdout : `exit ${String(exitCode)}`).toBe(expected);
});

it('the certificate that an echo server signed itself is valid when a world begins', () => {
  const { stdout } = world.run(
    `kubectl exec client -- openssl s_client -connect web:443 -showcerts 2>/dev/null > shown.pem
openssl verify -CAfile shown.pem shown.pem`,
  );
  expect(stdout).toBe('shown.pem: OK\n');
});
