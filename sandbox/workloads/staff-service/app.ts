import { memo } from '../../lib/memo';
import type { HttpRequest, HttpResponse } from '../../net/index';
import { elapse, sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Container } from '../app';
import { segmentsOf } from '../request-target';
import { empty, errorAttributes, json, notFound } from '../spring';
import { DRIVERS, PHOTO_PREFIX, PLACEHOLDER } from './drivers';

/** The slow variant waits up to this long before it answers or gives up. */
const BAD_MAX_DELAY_MS = 5000;
/** Share of the slow variant's answers that are 502. */
const BAD_FAILURE_SHARE = 0.5;

/**
 * Answers who drives a vehicle. Tag `6` shows the driver's portrait, `6-placeholder` a placeholder for everybody,
 * `6-bad` is slow and fails half of the time (its delays are modelled, not measured).
 */
export const staffService = defineApp({
  name: 'staff-service',
  images: ['richardchesterwood/istio-fleetman-staff-service'],
  start: (container) => startStaffService(container),
});

function startStaffService(container: Container): AppInstance {
  const bad = container.tag.startsWith('6-bad');
  const placeholder = bad || container.tag.startsWith('6-placeholder');
  container.log("Tomcat started on port(s): 8080 (http) with context path ''");

  const answer = memo(256, (vehicle) => driverJson(vehicle, placeholder));

  function* handle(request: HttpRequest): Process<HttpResponse> {
    const [collection, vehicle, speed, ...more] = segmentsOf(request);
    if (collection !== 'driver' || vehicle === undefined || more.length > 0)
      return notFound(container, request);
    const report = speed !== undefined;
    const allowed = report ? ['POST'] : ['GET', 'HEAD'];
    if (!allowed.includes(request.method)) return methodNotAllowed(container, request);
    const failed = bad && (yield* struggle(container));
    if (report) {
      if (failed)
        return errorAttributes(container, request, 500, 'Internal Server Error', 'No message available');
      yield* sleep(container.random.between(0.5, 1.5));
      return empty(container);
    }
    if (failed) return empty(container, 502);
    const work = elapse(container.random.between(1.5, 3));
    if (work) yield work;
    return json(container, answer(vehicle));
  }
  return { ports: [8080], onTerm: 'exits', handle };
}

/** The slow variant's work: waits, then answers whether it failed. */
function* struggle(container: Container): Process<boolean> {
  yield* sleep(container.random.between(0, BAD_MAX_DELAY_MS));
  const failed = container.random.float() < BAD_FAILURE_SHARE;
  if (failed) container.log('java.lang.RuntimeException: Low on resources');
  return failed;
}

/** What the service knows of a vehicle's driver, as JSON. */
function driverJson(vehicle: string, placeholder: boolean): string {
  const driver = DRIVERS.get(vehicle);
  if (driver === undefined) return '{"name":null,"photo":null}';
  const photo = PHOTO_PREFIX + (placeholder ? PLACEHOLDER : driver.photo);
  return JSON.stringify({ name: driver.name, photo });
}

function methodNotAllowed(container: Container, request: HttpRequest): HttpResponse {
  const message = `Request method '${request.method}' not supported`;
  return errorAttributes(container, request, 405, 'Method Not Allowed', message);
}
