import { beforeEach, describe, expect, it } from 'vitest';
import { formatRequest, type World } from '../../sandbox/index';
import { appWorld, applyYaml } from '../support/app-world';

const pod = (name: string, env: string): string => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: web}}
spec:
  containers:
    - {name: echo, image: echo, ports: [{containerPort: 8080}], env: [${env}]}
`;
const WEB = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
${pod('good', '')}${pod('bad', '{name: ECHO_STATUS, value: "503"}, {name: ECHO_DELAY_MS, value: "100"}')}`;
const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
`;
const route = (more: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: door}
spec: {hosts: ["*"], gateways: [door], http: [{${more} route: [{destination: {host: web}}]}]}
`;
const policy = (more: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web}
spec: {host: web, trafficPolicy: {${more}}}
`;

describe('the record of a request', () => {
  let world: World;
  /** Sends a request from outside and answers what the gateway's record says of a step, with its numbers. */
  const told = (step: string, args = ''): unknown[] => {
    world.run(`curl -s ${args} http://198.51.100.1/`);
    const id = world.requests().at(-1)?.id ?? 0;
    const steps = world.explain(id)?.hops.find(({ direction }) => direction === 'gateway')?.record?.steps;
    return (steps ?? [])
      .filter((each) => each.step === step)
      .map(({ name, summary, rejected = [], values }) => [
        name,
        summary.replaceAll(/\d+\.\d+\.\d+\.\d+/g, 'IP'),
        ...rejected.map((one) => `${one.name}: ${one.reason}`),
        ...(values?.['tookMs'] === undefined ? [] : [Math.round(Number(values['tookMs']) / 50) * 50]),
      ]);
  };
  beforeEach(() => {
    world = appWorld(['curl']);
    applyYaml(world, WEB);
    applyYaml(world, GATEWAY);
    applyYaml(world, route(''));
  });

  it('has the hash and where it fell on the ring, the same for the same key', () => {
    applyYaml(world, policy('loadBalancer: {consistentHash: {httpHeaderName: x-user}}'));
    const endpoint = (user: string): string => String(told('endpoint', `-H 'x-user: ${user}'`)[0]);
    expect(endpoint('anna')).toMatch(
      /^(good|bad),IP:8080 over mTLS; ring hash: hash 12486988597109188896 falls on ring entry \d+\.,(good|bad): .+$/,
    );
    expect(endpoint('anna')).toBe(endpoint('anna'));
    expect(endpoint('bert')).not.toBe(endpoint('anna'));
  });

  it('has every try with the time it took, and who had been tried before', () => {
    applyYaml(world, policy('loadBalancer: {simple: ROUND_ROBIN}'));
    applyYaml(world, route('retries: {attempts: 1, retryOn: 5xx},'));
    const tries = [told('attempt'), told('attempt')].find(({ length }) => length === 2);
    expect(tries).toEqual([
      ['attempt 1', 'Sent to IP:8080: 503.', 100],
      ['attempt 2', expect.stringMatching(/^Sent to IP:8080 after waiting \d+\.\d ms: 200\.$/), 0],
    ]);
  });

  it('has who was passed over because it was ejected', () => {
    applyYaml(
      world,
      policy('outlierDetection: {consecutive5xxErrors: 1, baseEjectionTime: 300s, maxEjectionPercent: 100}'),
    );
    // an ejection shows at once when nothing else changed for a second
    world.run('sleep 2');
    for (let i = 0; i < 8; i++) told('endpoint');
    expect(told('endpoint')).toEqual([
      [
        'good',
        expect.stringMatching(/^IP:8080 over mTLS; least request: /),
        'bad: ejected by outlier detection',
      ],
    ]);
  });

  it('has nobody where nobody is left', () => {
    world.run('kubectl delete pod good bad --now; sleep 1');
    expect(told('endpoint')).toEqual([['', 'The cluster has no endpoint that may be used.']]);
    expect(told('response')).toEqual([['503', 'Answers 503 (UH no_healthy_upstream).']]);
  });

  it('reads as a story, hop below hop, each step with the line that caused it', () => {
    world.apply(route('timeout: 5s,'), { file: 'route.yaml' });
    world.run('sleep 1');
    told('route');
    const id = world.requests().at(-1)?.id ?? 0;
    const explained = world.explain(id);
    const text = explained ? formatRequest(explained) : '';
    expect(text.split('\n')[0]).toMatch(/^GET 198\.51\.100\.1\/ -> (200|503) in [\d.]+ ms$/);
    expect(text).toMatch(/^istio-ingressgateway\.istio-system \(gateway\) {2}GET 198\.51\.100\.1\/ /m);
    expect(text).toMatch(/^ {2}route {11}GET \/ matches prefix \/; .+ {2}\[route\.yaml:4\]$/m);
    expect(text).toMatch(/^ {2}(good|bad)\.default \(inbound\) {2}GET /m);
    expect(text).toMatch(/^ {4}(good|bad)\.default \(application\) {2}GET /m);
    expect(JSON.parse(JSON.stringify(explained))).toEqual(explained);
  });
});
