/** L1: what travels between pods, and the record of what was decided on the way. */
export { HttpHeaders, httpResponse } from './http';
export type { HttpRequest, HttpResponse } from './http';
export { isFailure } from './connection';
export type {
  Connection,
  ConnectionFailure,
  ConnectRequest,
  Dialer,
  Exchange,
  HttpOutcome,
  SocketAddress,
  TransportHello,
} from './connection';
export type { DecisionRecord, DecisionStep, Hop, ProxyDecision, RejectedChoice, RequestTrace } from './trace';
