import { describe, expect, it } from 'vitest';
import { short, Stage } from './stage';

const POD = 'web-v1-7d4b9c6f5-x2x9p';

describe('small servers', () => {
  it.each([
    [
      'gcr.io/google-samples/kubernetes-bootcamp:v1',
      'POST /any',
      `200 Hello Kubernetes bootcamp! | Running on: ${POD} | v=1`,
    ],
    [
      'jocatalin/kubernetes-bootcamp:v2',
      'GET /',
      `200 Hello Kubernetes bootcamp! | Running on: ${POD} | v=2`,
    ],
    [
      'registry.istio.io/release/examples-helloworld-v2:1.0',
      'GET /hello',
      `200 Hello version: v2, instance: ${POD}`,
    ],
    ['registry.istio.io/release/examples-helloworld-v1:1.0', 'GET /health', '200 Helloworld is healthy'],
    ['fortio/fortio:latest_release', 'GET /?status=503', '503'],
  ])('%s %s', (image, line, answer) => {
    expect(short(new Stage(image).ask(line).response)).toBe(answer);
  });

  it('the external authorizer allows who says so, and logs it', () => {
    const stage = new Stage('gcr.io/istio-testing/ext-authz:latest');
    const ask = (header: string): string => short(stage.ask('GET /x', { 'x-ext-authz': header }).response);
    expect([ask('allow'), ask('deny')]).toEqual([
      '200',
      '403 denied by ext_authz for not found header `x-ext-authz: allow` in the request',
    ]);
    expect(stage.logs.slice(2)).toEqual([
      '[HTTP][allowed]: GET web/x, headers: map[X-Ext-Authz:[allow]], body: []',
      '[HTTP][denied]: GET web/x, headers: map[X-Ext-Authz:[deny]], body: []',
    ]);
  });

  it('addons say that they are not simulated', () => {
    const stage = new Stage('quay.io/kiali/kiali:v2.27');
    const message = 'kiali is not simulated; the graph beside the terminal shows the mesh';
    expect(short(stage.ask('GET /').response)).toBe(`501 ${message}`);
    expect(stage.logs).toEqual([`drydock: ${message}`]);
  });

  it('nginx welcomes, and names its version when it refuses', () => {
    const stage = new Stage('nginx:1.27.0');
    expect(stage.ask('GET /').response.body).toContain('<title>Welcome to nginx!</title>');
    const { response } = stage.ask('GET /nothing');
    expect([response.status, response.headers.get('server')]).toEqual([404, 'nginx/1.27.0']);
    expect(stage.logs.at(-1)).toBe(
      `10.244.0.9 - - [21/Nov/2026:10:00:00 +0000] "GET /nothing HTTP/1.1" 404 ${String(response.body.length)} "-" "-" "-"`,
    );
  });

  it('nginx says which lines of its file it does not heed', () => {
    const { instance, logs } = new Stage('nginx:1.27.0', undefined, {
      files: {
        '/etc/nginx/nginx.conf':
          'http { server { listen 8443 ssl; ssl_certificate /c.pem; ssl_protocols TLSv1; ssl_verify_client optional; gzip on; } }',
        '/c.pem': 'pem',
      },
    });
    expect(instance.ports).toEqual([8443]);
    expect(logs).toEqual(
      ['ssl_protocols', 'ssl_verify_client optional', 'gzip'].map(
        (line) => `drydock: /etc/nginx/nginx.conf: ${line} is not simulated`,
      ),
    );
  });

  it('tcp-echo puts its word before each line', () => {
    const { instance, kernel, logs } = new Stage('istio/tcp-echo-server:1.3', undefined, {
      args: ['9000,9001', 'one'],
    });
    expect(instance.ports).toEqual([9000, 9001]);
    expect(instance.tcp && kernel.run(kernel.spawn('tcp', instance.tcp('a\nb c\n')))).toBe(
      'one a\none b c\n',
    );
    expect(logs).toEqual([
      'listening on [::]:9000, prefix: one',
      'listening on [::]:9001, prefix: one',
      'request: a',
      'response: one a',
      'request: b c',
      'response: one b c',
    ]);
  });
});
