import type { HttpRequest, HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Container } from '../app';
import { segmentsOf } from '../request-target';
import { metresBetween, parsePosition, type Position } from '../position';
import { empty, errorAttributes, json, notFound } from '../spring';

/** Reports that a speed is averaged over. */
const WINDOW = 10;
const MPH_PER_METRE_PER_SECOND = 2.236936;
/** Above this the reports are taken for noise and a believable speed is invented, as the original does. */
const TOP_SPEED_MPH = 70;

/** Works out how fast vehicles go from their last reports. */
export const vehicleTelemetry = defineApp({
  name: 'vehicle-telemetry',
  images: ['richardchesterwood/istio-fleetman-vehicle-telemetry'],
  start: (container) => startVehicleTelemetry(container),
});

interface Report {
  readonly position: Position;
  readonly atMs: number;
}

function startVehicleTelemetry(container: Container): AppInstance {
  const reports = new Map<string, Report[]>();
  container.log("Tomcat started on port(s): 8080 (http) with context path ''");

  function speedOf(name: string): number | undefined {
    const window = reports.get(name) ?? [];
    const first = window[0];
    const last = window.at(-1);
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined;
    const metresPerSecond = metresBetween(first.position, last.position) / ((last.atMs - first.atMs) / 1000);
    const speed = metresPerSecond * MPH_PER_METRE_PER_SECOND;
    return speed > TOP_SPEED_MPH ? container.random.between(30, 110) : speed;
  }

  function* handle(request: HttpRequest): Process<HttpResponse> {
    yield* sleep(container.random.between(0.5, 1.5));
    const [collection, name, ...more] = segmentsOf(request);
    if (collection !== 'vehicles' || more.length > 0) return notFound(container, request);
    if (name !== undefined) {
      const speed = speedOf(name);
      return speed === undefined ? empty(container) : json(container, String(speed));
    }
    const position = parsePosition(request.body);
    if (position === undefined)
      return errorAttributes(container, request, 400, 'Bad Request', 'JSON parse error');
    const window = [...(reports.get(position.name) ?? []), { position, atMs: container.now() }];
    reports.set(position.name, window.slice(-WINDOW));
    return empty(container);
  }
  return { ports: [8080], onTerm: 'exits', handle };
}
