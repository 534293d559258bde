import type { KindDeclaration } from '../../../kube/index';
import { backendTlsPolicy } from './backend-tls-policy/kind';
import { gateway } from './gateway/kind';
import { gatewayClass } from './gateway-class/kind';
import { grpcRoute } from './grpc-route/kind';
import { httpRoute } from './http-route/kind';
import { listenerSet } from './listener-set/kind';
import { referenceGrant } from './reference-grant/kind';
import { tcpRoute } from './tcp-route/kind';
import { tlsRoute } from './tls-route/kind';
import { udpRoute } from './udp-route/kind';
import { backendTrafficPolicy } from './x-backend-traffic-policy/kind';

/** The kinds of Gateway API. */
export const gatewayApiKinds: readonly KindDeclaration[] = [
  backendTlsPolicy,
  gatewayClass,
  gateway,
  grpcRoute,
  httpRoute,
  listenerSet,
  referenceGrant,
  tcpRoute,
  tlsRoute,
  udpRoute,
];

/** Kinds on trial, which the experimental channel adds. */
export const experimentalGatewayKinds: readonly KindDeclaration[] = [backendTrafficPolicy];
