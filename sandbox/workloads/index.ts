import type { App } from './app';
import { addon } from './addon/app';
import { apiGateway } from './api-gateway/app';
import { bootcamp } from './bootcamp/app';
import { crash } from './crash/app';
import { curl } from './curl/app';
import { details } from './details/app';
import { echo, startEcho } from './echo/app';
import { extAuthz } from './ext-authz/app';
import { fortio } from './fortio/app';
import { helloworld } from './helloworld/app';
import { httpbin } from './httpbin/app';
import { nginx } from './nginx/app';
import { positionSimulator } from './position-simulator/app';
import { positionTracker } from './position-tracker/app';
import { productpage } from './productpage/app';
import { pythonHttpbin, startPythonHttpbin } from './python-httpbin/app';
import { ratings } from './ratings/app';
import { reviews } from './reviews/app';
import { staffService } from './staff-service/app';
import { tcpEcho } from './tcp-echo/app';
import { vehicleTelemetry } from './vehicle-telemetry/app';
import { webapp } from './webapp/app';

/** L2: demo applications; they know neither meshes nor Kubernetes. */
export type { App, AppInstance, Call, Container, OutgoingRequest, TlsPort } from './app';
export { echo, startEcho, startPythonHttpbin };

/** Every image the sandbox can run. */
export const apps: readonly App[] = [
  addon,
  apiGateway,
  bootcamp,
  crash,
  curl,
  details,
  echo,
  extAuthz,
  fortio,
  helloworld,
  httpbin,
  nginx,
  positionSimulator,
  positionTracker,
  productpage,
  pythonHttpbin,
  ratings,
  reviews,
  staffService,
  tcpEcho,
  vehicleTelemetry,
  webapp,
];
