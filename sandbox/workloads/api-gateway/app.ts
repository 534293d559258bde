import { unixDate } from '../../lib/calendar';
import { memo } from '../../lib/memo';
import type { HttpRequest, HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { segmentsOf } from '../request-target';
import {
  feignBody,
  isUnreachable,
  json,
  notFound,
  propagatedHeaders,
  springHandler,
  springTimestamp,
  text,
} from '../spring';

const TRACKER = 'http://fleetman-position-tracker.default.svc.cluster.local:8080';
const STAFF = 'http://fleetman-staff-service.default.svc.cluster.local:8080';
const POLL_INTERVAL_MS = 2000;

/** The front door of the delivery-tracking app: passes questions on to the position tracker and the staff service. */
export const apiGateway = defineApp({
  name: 'api-gateway',
  images: ['richardchesterwood/istio-fleetman-api-gateway'],
  start: (container) => startApiGateway(container),
});

function startApiGateway(container: Container): AppInstance {
  container.log("Tomcat started on port(s): 8080 (http) with context path ''");

  function* route(request: HttpRequest, call: Call): Process<HttpResponse> {
    const segments = segmentsOf(request);
    const [collection, second, third] = segments;
    if (segments.length === 0)
      return text(
        container,
        `<p>Fleetman API Gateway at ${unixDate(container.now())}</p>`,
        'text/html;charset=UTF-8',
      );
    const vehicle = third ?? second ?? '';
    if (collection === 'vehicles' && second === 'driver' && segments.length === 3) {
      const url = driverUrl(vehicle);
      const body = yield* ask(call, request, url, 'RemoteStaffMicroserviceCalls#getDriverFor(String)');
      return text(container, body);
    }
    if (collection === 'vehicles' && segments.length === 1) {
      const outcome = yield* call.fetch({ url: `${TRACKER}/vehicles/`, headers: propagatedHeaders(request) });
      if (isUnreachable(outcome)) return json(container, '[]');
      return json(
        container,
        feignBody(outcome, 'GET', 'RemotePositionMicroserviceCalls#getAllLatestPositions()', TRACKER),
      );
    }
    if (collection === 'vehicles' && segments.length === 2) {
      const url = positionUrl(vehicle);
      return json(
        container,
        yield* ask(call, request, url, 'RemotePositionMicroserviceCalls#getLatestPositionFor(String)'),
      );
    }
    if (collection === 'history' && segments.length === 2) {
      const url = historyUrl(vehicle);
      return json(
        container,
        yield* ask(call, request, url, 'RemotePositionMicroserviceCalls#getHistoryFor(String)'),
      );
    }
    return notFound(container, request);
  }

  /** Keeps asking for new positions, as the web page's push channel needs them. */
  function* background(): Process<void> {
    let since = container.now();
    for (;;) {
      yield* sleep(POLL_INTERVAL_MS);
      const url = `${TRACKER}/vehicles/?since=${encodeURIComponent(springTimestamp(since))}`;
      since = container.now();
      yield* container.fetch({ url });
    }
  }

  return { ports: [8080], onTerm: 'exits', handle: springHandler(container, [1, 3], route), background };
}

/** Vehicles whose addresses are remembered: a text put together anew would be read anew by everybody on its way. */
const VEHICLES = 256;
const driverUrl = memo(VEHICLES, (vehicle) => `${STAFF}/driver/${encodeURIComponent(vehicle)}`);
const positionUrl = memo(VEHICLES, (vehicle) => `${TRACKER}/vehicles/${encodeURIComponent(vehicle)}`);
const historyUrl = memo(VEHICLES, (vehicle) => `${TRACKER}/history/${encodeURIComponent(vehicle)}`);

/** One Feign call for a request; the request's `x-` headers travel with it. @throws ServerError */
function* ask(call: Call, request: HttpRequest, url: string, name: string): Process<string> {
  return feignBody(yield* call.fetch({ url, headers: propagatedHeaders(request) }), 'GET', name, url);
}
