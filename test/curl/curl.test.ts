import { describe, expect, it } from 'vitest';
import { createWorld } from '../../sandbox/index';

const MANIFEST = `
apiVersion: v1
kind: Namespace
metadata: {name: default, labels: {istio-injection: disabled}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, version: v1}}
    spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: loop, labels: {app: loop}}
spec:
  containers: [{name: echo, image: echo, ports: [{containerPort: 8080}], env: [{name: ECHO_STATUS, value: "302"}]}]
---
apiVersion: v1
kind: Service
metadata: {name: loop}
spec: {type: NodePort, selector: {app: loop}, ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30081}]}
`;

const world = createWorld({ seed: 1, manifests: { 'web.yaml': MANIFEST } });
const WEB = 'http://192.168.49.2:30080';

function curl(args: string): { readonly stdout: string; readonly stderr: string; readonly exitCode: number } {
  const { stdout, stderr, exitCode } = world.run(`curl ${args}`);
  return { stdout, stderr, exitCode };
}

/** The request as the echo server saw it. */
function seen(args: string): Record<string, unknown> {
  return JSON.parse(curl(`-s ${args}`).stdout) as Record<string, unknown>;
}

describe('exit codes and messages', () => {
  it.each([
    ['-sS http://nope.invalid/', 6, 'curl: (6) Could not resolve host: nope.invalid\n'],
    ['-sS http://', 3, 'curl: (3) URL rejected: No host part in the URL\n'],
    [
      '-sS http://web:99999/',
      3,
      'curl: (3) URL rejected: Port number was not a decimal number between 0 and 65535\n',
    ],
    ['-sS ftp://x/', 1, 'curl: (1) Protocol "ftp" not supported\n'],
    [
      '-sS http://192.168.49.2:1/',
      7,
      "curl: (7) Failed to connect to 192.168.49.2 port 1 after 0 ms: Couldn't connect to server\n",
    ],
    [`-sS -f ${WEB}/status/503`, 22, 'curl: (22) The requested URL returned error: 503\n'],
    [
      `-sS -m 0.2 ${WEB}/delay/900`,
      28,
      'curl: (28) Operation timed out after 200 milliseconds with 0 bytes received\n',
    ],
    [
      '-sS --connect-timeout 0.3 http://10.0.0.1/',
      28,
      'curl: (28) Connection timed out after 300 milliseconds\n',
    ],
    [
      `-sS -k https://192.168.49.2:30080/`,
      35,
      'curl: (35) TLS connect error: error:0A00010B:SSL routines::wrong version number\n',
    ],
    ['', 2, "curl: try 'curl --help' or 'curl --manual' for more information\n"],
    [
      `-sS '${WEB}/[a'`,
      3,
      'curl: (3) bad range in URL position 27:\nhttp://192.168.49.2:30080/[a\n                          ^\n',
    ],
  ])('curl %s', (args, exitCode, stderr) => {
    expect(curl(args)).toEqual({ stdout: '', stderr, exitCode });
  });

  it('says nothing with -s alone', () => {
    expect(curl('-s http://nope.invalid/')).toEqual({ stdout: '', stderr: '', exitCode: 6 });
  });
});

describe('what is sent', () => {
  it.each([
    ['', 'GET', '/', {}],
    ['-X DELETE', 'DELETE', '/', {}],
    [
      '-d a=1 -d b=2',
      'POST',
      '/',
      { 'content-length': '7', 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['-G -d a=1 --data-urlencode "q=x y"', 'GET', '/?a=1&q=x%20y', {}],
    [`--json '{"a":1}'`, 'POST', '/', { 'content-type': 'application/json', accept: 'application/json' }],
    ['-H "X-One: 1" -H "x-two:2"', 'GET', '/', { 'x-one': '1', 'x-two': '2' }],
    ['-A agent -e http://from/', 'GET', '/', { 'user-agent': 'agent', referer: 'http://from/' }],
    ['-u user:secret', 'GET', '/', { authorization: 'Basic dXNlcjpzZWNyZXQ=' }],
    ['-b "a=1; b=2"', 'GET', '/', { cookie: 'a=1; b=2' }],
  ])('curl %s', (args, method, path, headers) => {
    const request = seen(`${args} ${WEB}/`);
    expect(request).toMatchObject({ method, path, headers });
  });

  it('sends three headers of its own, in this order, and drops what -H empties', () => {
    expect(seen(`${WEB}/`)['headers']).toEqual({ 'user-agent': 'curl/8.16.0', accept: '*/*' });
    expect(seen(`-H "Accept:" -H "User-Agent;" ${WEB}/`)['headers']).toEqual({ 'user-agent': '' });
  });

  it('takes the host from -H and the address from --resolve', () => {
    expect(seen(`-H "Host: shop.example" ${WEB}/`)['host']).toBe('shop.example');
    expect(seen('--resolve shop.example:30080:192.168.49.2 http://shop.example:30080/')['host']).toBe(
      'shop.example:30080',
    );
  });
});

describe('what is printed', () => {
  it('shows headers with -i and only headers with -I', () => {
    const lines = curl(`-si ${WEB}/status/404`).stdout.split('\r\n');
    expect(lines[0]).toBe('HTTP/1.1 404 Not Found');
    expect(lines).toContain('content-type: application/json');
    const head = curl(`-sI ${WEB}/`).stdout;
    expect(head.startsWith('HTTP/1.1 200 OK\r\n')).toBe(true);
    expect(head.endsWith('\r\n\r\n')).toBe(true);
  });

  it('expands -w', () => {
    const format =
      '%{http_code} %{method} %{size_upload} %{url_effective} %header{content-type} %{exitcode}%%\\n';
    expect(curl(`-s -o /dev/null -w '${format}' -d xyz ${WEB}/a`).stdout).toBe(
      `200 POST 3 ${WEB}/a application/json 0%\n`,
    );
    expect(curl(`-s -o /dev/null -w '%{http_code}\\n' http://nope.invalid/`).stdout).toBe('000\n');
  });

  it('measures virtual time', () => {
    const seconds = Number(curl(`-s -o /dev/null -w '%{time_total}' ${WEB}/delay/1500`).stdout);
    expect(seconds).toBeGreaterThan(1.5);
    expect(seconds).toBeLessThan(1.51);
  });

  it('prints the meter when the output goes elsewhere, and not with -s', () => {
    const meter = curl(`-o /dev/null ${WEB}/`).stderr;
    expect(meter).toMatch(
      /^ {2}% Total {4}% Received % Xferd {2}Average Speed {3}Time {4}Time {5}Time {2}Current\n {33}Dload {2}Upload {3}Total {3}Spent {4}Left {2}Speed\n\r {2}0 {5}0 {4}0 {5}0 {4}0 {5}0 {6}0 {6}0 --:--:-- --:--:-- --:--:-- {5}0\r100 /,
    );
    expect(curl(`-s -o /dev/null ${WEB}/`).stderr).toBe('');
  });

  it('writes files, several of them', () => {
    expect(
      curl(`-s '${WEB}/status/[200-201]' -o both.txt -D headers.txt; cat headers.txt | head -1`).stdout,
    ).toBe('HTTP/1.1 201 Created\r\n');
  });

  it('tells the whole story with -v', () => {
    const { stderr } = curl(`-sv ${WEB}/status/204`);
    expect(stderr.split('\n').map((line) => line.replace(/date: .*/, 'date: ...'))).toEqual([
      '*   Trying 192.168.49.2:30080...',
      '* Connected to 192.168.49.2 (192.168.49.2) port 30080',
      '* using HTTP/1.x',
      '> GET /status/204 HTTP/1.1',
      '> Host: 192.168.49.2:30080',
      '> User-Agent: curl/8.16.0',
      '> Accept: */*',
      '> ',
      '* Request completely sent off',
      '< HTTP/1.1 204 No Content',
      '< content-type: application/json',
      '< ',
      '* Connection #0 to host 192.168.49.2 left intact',
      '',
    ]);
  });
});

describe('redirects and retries', () => {
  const LOOP = 'http://192.168.49.2:30081/header/location/next';

  it('stays where it is without -L', () => {
    const format = "'%{http_code} %{num_redirects} %{redirect_url}'";
    expect(curl(`-s -o /dev/null -w ${format} ${LOOP}`).stdout).toBe(
      '302 0 http://192.168.49.2:30081/header/location/next',
    );
  });

  it('follows -L until it has had enough', () => {
    expect(curl(`-sSL -o /dev/null --max-redirs 3 ${LOOP}`)).toEqual({
      stdout: '',
      stderr: 'curl: (47) Maximum (3) redirects followed\n',
      exitCode: 47,
    });
  });

  it('turns a redirected POST into a GET without a body', () => {
    const { stderr } = curl(`-sLv -d a=b --max-redirs 1 -o /dev/null ${LOOP}`);
    expect(stderr.split('\n').filter((line) => /^> (POST|GET|Content)/.test(line))).toEqual([
      '> POST /header/location/next HTTP/1.1',
      '> Content-Length: 3',
      '> Content-Type: application/x-www-form-urlencoded',
      '> GET /header/location/next HTTP/1.1',
    ]);
  });

  it('tries again after 503, waiting one and two seconds', () => {
    const started = world.nowMs();
    expect(curl(`-s -o /dev/null -w '%{http_code}' --retry 3 ${WEB}/flaky/retry/2`).stdout).toBe('200');
    expect(Math.round((world.nowMs() - started) / 1000)).toBe(3);
  });

  it('warns about every retry', () => {
    expect(curl(`-sS --retry 2 ${WEB}/flaky/warn/1`).stderr).toBe(
      'Warning: Problem: HTTP error. Will retry in 1 second. 2 retries left.\n',
    );
  });
});
