import { describe, expect, it } from 'vitest';
import { Stage } from './stage';

describe('echo', () => {
  it('answers the request as it saw it', () => {
    const { response } = new Stage('echo').ask('POST /a/b?c=d', { 'X-One': '1', 'x-two': '2' });
    expect(JSON.parse(response.body)).toEqual({
      workload: 'web-v1',
      version: 'v1',
      namespace: 'default',
      pod: 'web-v1-7d4b9c6f5-x2x9p',
      port: 8080,
      method: 'POST',
      path: '/a/b?c=d',
      host: 'web',
      headers: { 'x-one': '1', 'x-two': '2' },
    });
  });

  it.each([
    ['/status/418', {}, 418, 0],
    ['/delay/300', {}, 200, 300],
    ['/', { ECHO_STATUS: '503' }, 503, 0],
    ['/status/200', { ECHO_STATUS: '503' }, 200, 0],
    ['/', { ECHO_DELAY_MS: '250' }, 200, 250],
    ['/delay/100', { ECHO_DELAY_MS: '250' }, 200, 350],
  ])('%s with %j is %i after %i ms', (path, env, status, delayMs) => {
    const { response, ms } = new Stage('echo', undefined, { env }).ask(`GET ${path}`);
    expect(response.status).toBe(status);
    expect(Math.floor(ms)).toBe(delayMs);
  });

  it('fails as often as a flaky path says, each key on its own', () => {
    const stage = new Stage('echo');
    const statuses = (key: string): number[] =>
      Array.from({ length: 3 }, () => stage.ask(`GET /flaky/${key}/2`).response.status);
    expect([statuses('a'), statuses('b')]).toEqual([
      [503, 503, 200],
      [503, 503, 200],
    ]);
  });

  it('sets a header', () => {
    expect(new Stage('echo').ask('GET /header/x-test/yes').response.headers.get('x-test')).toBe('yes');
  });

  it('greets over TCP and listens on nothing when told', () => {
    const tcp = new Stage('echo', undefined, { env: { ECHO_TCP: '1' } });
    const { instance, kernel } = tcp;
    expect(instance.tcp && kernel.run(kernel.spawn('tcp', instance.tcp('')))).toBe('hello web-v1 v1\n');
    expect(new Stage('echo', undefined, { env: { ECHO_PORT_CLOSED: '1' } }).instance.closed).toBe(true);
  });
});

describe('curl and crash', () => {
  it('sleeps and listens on nothing', () => {
    expect(new Stage('curlimages/curl:8.16.0').instance).toEqual({ closed: true, onTerm: 'ignores' });
  });

  it('ends at once', () => {
    const stage = new Stage('drydock/crash');
    expect(stage.instance.exitCode).toBe(1);
    expect(stage.logs).toEqual(['fatal: cannot read configuration, giving up']);
  });
});
