import type { App } from './app';
import { apiGateway } from './api-gateway/app';
import { crash } from './crash/app';
import { curl } from './curl/app';
import { echo, startEcho } from './echo/app';
import { positionSimulator } from './position-simulator/app';
import { positionTracker } from './position-tracker/app';
import { staffService } from './staff-service/app';
import { vehicleTelemetry } from './vehicle-telemetry/app';
import { webapp } from './webapp/app';

/** L2: demo applications; they know neither meshes nor Kubernetes. */
export type { App, AppInstance, Call, Container, OutgoingRequest } from './app';
export { echo, startEcho };

/** Every image the sandbox can run. */
export const apps: readonly App[] = [
  apiGateway,
  crash,
  curl,
  echo,
  positionSimulator,
  positionTracker,
  staffService,
  vehicleTelemetry,
  webapp,
];
