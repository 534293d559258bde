import type { Adapter } from '../adapter';
import { adapter as analyze } from './analyze';
import { adapter as authzE2e } from './authz-e2e';
import { adapter as authzRbacGolden } from './authz-rbac-golden';
import { adapter as crdValidation } from './crd-validation';
import { adapter as istioctl } from './cli-istioctl';
import { adapter as kubectl } from './cli-kubectl';
import { differentialAdapters } from './differential';
import { adapter as gatewayApi } from './gateway-api';
import { adapter as inject } from './inject';
import { adapter as ingress } from './k8s-ingress';
import { coreAdapter, usefulAdapter } from './istio-io';
import { adapter as proxyConfig } from './proxy-config';
import { adapter as sidecarRoutes } from './sidecar-routes';
import { adapter as simulation } from './simulation';
import { adapter as e2eTraffic } from './e2e-traffic';
import { adapter as envoyVectors } from './envoy-vectors';
import { adapter as tables } from './tables/index';
import { samplesAdapter, unitAdapter } from './validation-webhook';

/** Every adapter, in the order of the report. */
export const adapters: readonly Adapter[] = [
  analyze,
  crdValidation,
  unitAdapter,
  samplesAdapter,
  simulation,
  sidecarRoutes,
  inject,
  tables,
  authzE2e,
  authzRbacGolden,
  ingress,
  gatewayApi,
  e2eTraffic,
  coreAdapter,
  usefulAdapter,
  envoyVectors,
  ...differentialAdapters,
  kubectl,
  istioctl,
  proxyConfig,
];
