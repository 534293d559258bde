/** L1: what travels between pods, and the record of what was decided on the way. */
export { isIpv6, socketText } from './address';
export type { SocketAddress } from './address';
export { handedOn } from './body-stream';
export type { BodyStream, StreamEnd } from './body-stream';
export { grpcMessages, isGrpc } from './grpc';
export { mortal } from './mortal-stream';
export { httpResponse, SentRequest, SentResponse, StreamedResponse } from './http';
export { HttpHeaders } from './http-headers';
export { STAT_BUCKETS } from './stat';
export type { Stat, StatHistogram, StatLabel } from './stat';
export { requestBytes, responseBytes } from './wire-size';
export { utf8Bytes, utf8Length, utf8Text } from './utf8';
export type { HttpRequest, HttpResponse } from './http';
export { isFailure, whole } from './outcome';
export { inEnglish, pathPattern } from './english';
export { tell } from './saying';
export type {
  Demand,
  Draw,
  Fact,
  PathPattern,
  Reason,
  Saying,
  SingleFact,
  SingleReason,
  SingleStory,
  Story,
  Subject,
  Tongue,
} from './saying';
export type { ConnectionFailure, HttpOutcome } from './outcome';
export type { Handshake, TlsVersion } from './handshake';
export { httpVersion } from './application';
export type { Application } from './application';
export { Exchange } from './connection';
export type { Connection, ConnectRequest, Dialer, TransportHello } from './connection';
export type {
  DecisionRecord,
  DecisionStep,
  Hop,
  HopConnection,
  LogFilter,
  LogFormat,
  LogSettings,
  MetricsSettings,
  ProxyDecision,
  RejectedChoice,
  RequestTrace,
  SpanContext,
  TraceKind,
  UpstreamHost,
} from './trace';
