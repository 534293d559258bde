import { describe, expect, it } from 'vitest';
import { httpResponse, type HttpOutcome } from '../../sandbox/net/index';
import { Stage, short } from './stage';

const IMAGES = 'richardchesterwood/istio-fleetman';
const STAFF = 'https://rac-istio-course-images.s3.amazonaws.com';

describe('staff-service', () => {
  it.each([
    ['6', 'GET /driver/City%20Truck', `200 {"name":"Pam Parry","photo":"${STAFF}/1.jpg"}`],
    ['6', 'GET /driver/Village%20Truck', `200 {"name":"June Snell","photo":"${STAFF}/5.jpg"}`],
    [
      '6-placeholder',
      'GET /driver/City%20Truck',
      `200 {"name":"Pam Parry","photo":"${STAFF}/placeholder.png"}`,
    ],
    ['6', 'GET /driver/Nobody', '200 {"name":null,"photo":null}'],
    ['6', 'POST /driver/City%20Truck/31', '200'],
    [
      '6',
      'DELETE /driver/City%20Truck',
      `405 {"timestamp":"2026-11-21T10:00:00.000+0000","status":405,"error":"Method Not Allowed","message":"Request method 'DELETE' not supported","path":"/driver/City%20Truck"}`,
    ],
    [
      '6',
      'GET /',
      '404 {"timestamp":"2026-11-21T10:00:00.000+0000","status":404,"error":"Not Found","message":"No message available","path":"/"}',
    ],
  ])('tag %s answers %s with %s', (tag, line, expected) => {
    expect(short(new Stage(`${IMAGES}-staff-service:${tag}`).ask(line).response)).toBe(expected);
  });

  it('is slow and fails half of the time as 6-bad', () => {
    const stage = new Stage(`${IMAGES}-staff-service:6-bad`);
    const answers = Array.from({ length: 400 }, () => stage.ask('GET /driver/City%20Truck'));
    const failed = answers.filter(({ response }) => response.status === 502);
    expect(failed.length).toBeGreaterThan(150);
    expect(failed.length).toBeLessThan(250);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(5010);
    expect(answers.find(({ response }) => response.status === 200)?.response.body).toContain(
      'placeholder.png',
    );
  });
});

describe('api-gateway', () => {
  const gateway = (upstream: (url: string) => HttpOutcome): Stage =>
    new Stage(`${IMAGES}-api-gateway:6`, ({ url }) => upstream(url));

  it.each<[string, HttpOutcome, string]>([
    [
      'GET //vehicles/driver/City%20Truck',
      httpResponse(200, '{"name":"Pam Parry"}'),
      '200 {"name":"Pam Parry"}',
    ],
    ['GET /vehicles/', { failure: 'refused' }, '200 []'],
    ['GET /vehicles/', httpResponse(200, '[{"name":"City Truck"}]'), '200 [{"name":"City Truck"}]'],
    ['GET /history/City%20Truck', httpResponse(200, '[]'), '200 []'],
    ['GET /', httpResponse(200), '200 <p>Fleetman API Gateway at Sat Nov 21 10:00:00 UTC 2026</p>'],
  ])('%s with %j upstream', (line, upstream, expected) => {
    expect(short(gateway(() => upstream).ask(line).response)).toBe(expected);
  });

  it.each<[HttpOutcome, string]>([
    [httpResponse(502), 'status 502 reading RemoteStaffMicroserviceCalls#getDriverFor(String)'],
    [
      httpResponse(503, 'no healthy upstream'),
      'status 503 reading RemoteStaffMicroserviceCalls#getDriverFor(String)',
    ],
    [
      { failure: 'refused' },
      'Connection refused (Connection refused) executing GET http://fleetman-staff-service.default.svc.cluster.local:8080/driver/City%20Truck',
    ],
  ])('turns %j of the staff service into a 500', (upstream, message) => {
    const { response } = gateway(() => upstream).ask('GET //vehicles/driver/City%20Truck');
    expect(response.status).toBe(500);
    expect(JSON.parse(response.body)).toMatchObject({
      status: 500,
      error: 'Internal Server Error',
      message,
      path: '//vehicles/driver/City%20Truck',
    });
  });

  it('hands on the headers that start with x- and no others', () => {
    const stage = gateway(() => httpResponse(200, '{}'));
    stage.ask('GET /vehicles/driver/City%20Truck', {
      'X-My-Header': 'canary',
      'my-header': 'canary',
      'x-b3-traceid': '1',
    });
    expect([...(stage.calls[0]?.headers ?? [])]).toEqual([
      ['accept', '*/*'],
      ['user-agent', 'Java/1.8.0_212'],
      ['X-My-Header', 'canary'],
      ['x-b3-traceid', '1'],
    ]);
  });
});

describe('position-tracker', () => {
  const report = JSON.stringify({
    name: 'City Truck',
    lat: 53.3,
    lng: -1.4,
    timestamp: '2026-11-21T10:00:00.000+0000',
  });
  const tracker = (staff: HttpOutcome, telemetry: HttpOutcome = httpResponse(200, '31.5')): Stage =>
    new Stage(`${IMAGES}-position-tracker:6`, ({ url }) => (url.includes('staff') ? staff : telemetry));

  it('asks for the speed, stores, tells telemetry, tells staff, in this order', () => {
    const stage = tracker(httpResponse(200));
    expect(short(stage.ask('POST /vehicles/', {}, report).response)).toBe('200');
    expect(stage.calls.map(({ method = 'GET', url }) => `${method} ${url}`)).toEqual([
      'GET http://fleetman-vehicle-telemetry:8080/vehicles/City%20Truck',
      'POST http://fleetman-vehicle-telemetry:8080/vehicles/',
      'POST http://fleetman-staff-service.default.svc.cluster.local:8080/driver/City%20Truck/31.5',
    ]);
    expect(short(stage.ask('GET /vehicles/City%20Truck').response)).toBe(
      '200 {"name":"City Truck","lat":53.3,"lng":-1.4,"timestamp":"2026-11-21T10:00:00.000+0000","speed":31.5}',
    );
  });

  it('keeps the position although the staff service fails the report', () => {
    const stage = tracker(httpResponse(502));
    expect(stage.ask('POST /vehicles/', {}, report).response.status).toBe(500);
    expect(short(stage.ask('GET /history/City%20Truck').response)).toBe('200 [{"lat":53.3,"lng":-1.4}]');
  });

  it('knows no speed while telemetry is down', () => {
    const stage = tracker(httpResponse(200), { failure: 'refused' });
    stage.ask('POST /vehicles/', {}, report);
    expect(JSON.parse(stage.ask('GET /vehicles/City%20Truck').response.body)).toMatchObject({ speed: null });
  });

  it('forgets everything on DELETE and answers 500 for vehicles it does not know', () => {
    const stage = tracker(httpResponse(200));
    stage.ask('POST /vehicles/', {}, report);
    stage.ask('DELETE /vehicles/');
    expect(short(stage.ask('GET /vehicles/').response)).toBe('200 []');
    expect(stage.ask('GET /vehicles/City%20Truck').response.status).toBe(500);
  });
});

describe('vehicle-telemetry', () => {
  it('needs two reports before it can tell a speed', () => {
    const stage = new Stage(`${IMAGES}-vehicle-telemetry:6`);
    const at = (lat: number): string => JSON.stringify({ name: 'City Truck', lat, lng: -1.4, timestamp: '' });
    stage.ask('POST /vehicles/', {}, at(53.3));
    expect(short(stage.ask('GET /vehicles/City%20Truck').response)).toBe('200');
    stage.kernel.runUntil(stage.kernel.nowUs + 10_000_000);
    stage.ask('POST /vehicles/', {}, at(53.301));
    const mph = Number(stage.ask('GET /vehicles/City%20Truck').response.body);
    expect(mph).toBeCloseTo((111.19 / 10) * 2.236936, 0);
  });
});

describe('webapp', () => {
  const api = (): Stage => new Stage(`${IMAGES}-webapp-angular:6`, () => httpResponse(200, '[]'));

  it.each([
    ['6', '  <title>Fleet Management</title>'],
    ['6-experimental', '  <title>Fleet Management Istio Premium Enterprise Edition</title>'],
  ])('tag %s shows %s on every path that is not the API', (tag, title) => {
    const stage = new Stage(`${IMAGES}-webapp-angular:${tag}`);
    for (const path of ['/', '/vehicle/City%20Truck', '/experimental'])
      expect(stage.ask(`GET ${path}`).response.body.split('\n')).toContain(title);
  });

  it('hands /api to the API gateway with a second slash, a host without port and the client chain', () => {
    const stage = api();
    stage.ask('GET /api/vehicles/driver/City%20Truck?a=b', {
      'x-forwarded-for': '203.0.113.10',
      'my-header': 'canary',
    });
    expect(stage.calls[0]?.url).toBe('http://fleetman-api-gateway:8080//vehicles/driver/City%20Truck?a=b');
    expect([...(stage.calls[0]?.headers ?? [])]).toEqual([
      ['host', 'fleetman-api-gateway'],
      ['x-real-ip', '10.244.0.9'],
      ['my-header', 'canary'],
      ['x-forwarded-for', '203.0.113.10, 10.244.0.9'],
      ['x-forwarded-proto', 'http'],
    ]);
  });

  it.each<[HttpOutcome, number]>([
    [{ failure: 'refused' }, 502],
    [{ failure: 'timeout' }, 504],
    [httpResponse(500, 'x'), 500],
  ])('answers %j of the gateway with %i', (upstream, status) => {
    const stage = new Stage(`${IMAGES}-webapp-angular:6`, () => upstream);
    expect(stage.ask('GET /api/vehicles/').response.status).toBe(status);
  });
});

describe('position-simulator', () => {
  it('clears the tracker once and then reports about once a second', () => {
    const stage = new Stage(`${IMAGES}-position-simulator:6`, () => httpResponse(200));
    const job = stage.instance.background?.();
    if (job === undefined) throw new Error('it has no background job');
    const task = stage.kernel.spawn('simulator', job);
    stage.kernel.runUntil(200_000_000);
    task.cancel();
    expect(stage.calls[0]).toEqual({
      method: 'DELETE',
      url: 'http://fleetman-position-tracker:8080/vehicles/',
    });
    const reports = stage.calls.slice(1);
    expect(reports.length).toBeGreaterThan(150);
    expect(reports.length).toBeLessThan(260);
    const names = new Set(reports.map(({ body = '{}' }) => (JSON.parse(body) as { name: string }).name));
    expect([...names].sort()).toEqual([
      'City Truck',
      'Huddersfield Truck A',
      'Huddersfield Truck B',
      'London Riverside',
      'Village Truck',
    ]);
  });
});
