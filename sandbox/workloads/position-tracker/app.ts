import type { HttpRequest, HttpResponse } from '../../net/index';
import { isFailure } from '../../net/index';
import type { Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { queryOf, segmentsOf } from '../request-target';
import { parsePosition, type Position } from '../position';
import {
  empty,
  errorAttributes,
  feignBody,
  json,
  notFound,
  propagatedHeaders,
  ServerError,
  springHandler,
} from '../spring';

const TELEMETRY = 'http://fleetman-vehicle-telemetry:8080';
const STAFF = 'http://fleetman-staff-service.default.svc.cluster.local:8080';
/** Positions kept for each vehicle; older ones are forgotten. */
const HISTORY_LIMIT = 500;

/** Remembers where every vehicle has been, and asks for its speed and tells the staff service on each report. */
export const positionTracker = defineApp({
  name: 'position-tracker',
  images: ['richardchesterwood/istio-fleetman-position-tracker'],
  start: (container) => startPositionTracker(container),
});

function startPositionTracker(container: Container): AppInstance {
  const histories = new Map<string, Position[]>();
  container.log("Tomcat started on port(s): 8080 (http) with context path ''");

  function* route(request: HttpRequest, call: Call): Process<HttpResponse> {
    const [collection, name, ...more] = segmentsOf(request);
    if (more.length > 0 || (collection !== 'vehicles' && collection !== 'history'))
      return notFound(container, request);
    if (collection === 'vehicles' && name === undefined) {
      if (request.method === 'POST') return yield* report(request, call);
      if (request.method === 'DELETE') {
        histories.clear();
        return empty(container);
      }
      logHeaders(container, request);
      return json(container, JSON.stringify(latest(queryOf(request, 'since'))));
    }
    const history = histories.get(name ?? '');
    if (history === undefined) throw new ServerError('No message available');
    if (collection === 'vehicles') return json(container, JSON.stringify(history.at(-1)));
    return json(container, JSON.stringify(history.map(({ lat, lng }) => ({ lat, lng }))));
  }

  /** The newest position of each vehicle; with `since`, of those that reported after it. */
  function latest(since: string | undefined): Position[] {
    const positions: Position[] = [];
    for (const history of histories.values()) {
      const newest = history.at(-1);
      if (newest !== undefined && (since === undefined || newest.timestamp > since)) positions.push(newest);
    }
    return positions;
  }

  /** Speed, then storage, then telemetry, then staff: a failing staff service fails the report that is already stored. */
  function* report(request: HttpRequest, call: Call): Process<HttpResponse> {
    const position = parsePosition(request.body);
    if (position === undefined)
      return errorAttributes(container, request, 400, 'Bad Request', 'JSON parse error');
    const headers = propagatedHeaders(request);
    const vehicle = encodeURIComponent(position.name);
    const answer = yield* call.fetch({ url: `${TELEMETRY}/vehicles/${vehicle}`, headers });
    const speed = isFailure(answer) || answer.status >= 300 ? null : parseSpeed(answer.body);
    remember({ ...position, speed });
    const body = JSON.stringify(position);
    const jsonHeaders = headers.clone().append('content-type', 'application/json');
    const sent = yield* call.fetch({
      method: 'POST',
      url: `${TELEMETRY}/vehicles/`,
      headers: jsonHeaders,
      body,
    });
    if (isFailure(sent) || sent.status >= 300)
      container.log('Telemetry service unavailable; speed is not updated');
    const url = `${STAFF}/driver/${vehicle}/${String(speed ?? 0)}`;
    const told = yield* call.fetch({ method: 'POST', url, headers });
    feignBody(told, 'POST', 'RemoteStaffMicroserviceCalls#updateSpeedLog(String,BigDecimal)', url);
    return empty(container);
  }

  function remember(position: Position): void {
    const history = histories.get(position.name) ?? [];
    history.push(position);
    if (history.length > HISTORY_LIMIT) history.shift();
    histories.set(position.name, history);
  }

  return { ports: [8080], onTerm: 'exits', handle: springHandler(container, [0.5, 2], route) };
}

function parseSpeed(body: string): number | null {
  const speed = Number.parseFloat(body);
  return Number.isNaN(speed) ? null : speed;
}

function logHeaders(container: Container, request: HttpRequest): void {
  container.log("Position tracker called - here's all the headers....");
  for (const [name, value] of request.headers.entries()) container.log(`Header '${name}' = ${value}`);
}
