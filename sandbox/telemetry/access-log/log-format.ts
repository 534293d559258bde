import { memo } from '../../lib/memo';
import { operators, type LoggedHop, type LogValue } from './operators';

/** Istio's text format (pilot/pkg/model/telemetry_logging.go), without the line break at its end. */
export const DEFAULT_TEXT_FORMAT = [
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE%',
  '%RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS%',
  '"%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION%',
  '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%"',
  '"%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER_RAW%',
  '%UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS%',
  '%REQUESTED_SERVER_NAME% %ROUTE_NAME%',
].join(' ');

/** Istio's JSON format: field and what stands in it. */
export const DEFAULT_JSON_FORMAT: Readonly<Record<string, string>> = {
  start_time: '%START_TIME%',
  route_name: '%ROUTE_NAME%',
  method: '%REQ(:METHOD)%',
  path: '%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%',
  protocol: '%PROTOCOL%',
  response_code: '%RESPONSE_CODE%',
  response_flags: '%RESPONSE_FLAGS%',
  response_code_details: '%RESPONSE_CODE_DETAILS%',
  connection_termination_details: '%CONNECTION_TERMINATION_DETAILS%',
  bytes_received: '%BYTES_RECEIVED%',
  bytes_sent: '%BYTES_SENT%',
  duration: '%DURATION%',
  upstream_service_time: '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%',
  x_forwarded_for: '%REQ(X-FORWARDED-FOR)%',
  user_agent: '%REQ(USER-AGENT)%',
  request_id: '%REQ(X-REQUEST-ID)%',
  authority: '%REQ(:AUTHORITY)%',
  upstream_host: '%UPSTREAM_HOST%',
  upstream_cluster: '%UPSTREAM_CLUSTER_RAW%',
  upstream_local_address: '%UPSTREAM_LOCAL_ADDRESS%',
  downstream_local_address: '%DOWNSTREAM_LOCAL_ADDRESS%',
  downstream_remote_address: '%DOWNSTREAM_REMOTE_ADDRESS%',
  requested_server_name: '%REQUESTED_SERVER_NAME%',
  upstream_transport_failure_reason: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
};

/** A piece of a format: text as it is, or a value. */
type Segment = string | ((logged: LoggedHop) => LogValue);

const segmentsOf = memo(64, (format): readonly Segment[] =>
  format
    .split(/(%[A-Z_]+(?:\([^)]*\))?(?::\d+)?%)/)
    .filter((part) => part !== '')
    .map(segmentOf),
);

/** An operator that is not simulated stays as it was written. */
function segmentOf(part: string): Segment {
  const [, name = '', argument = '', most] = /^%([A-Z_]+)(?:\(([^)]*)\))?(?::(\d+))?%$/.exec(part) ?? [];
  const operator = operators[name];
  if (operator === undefined) return part;
  if (most === undefined) return (logged) => operator(logged, argument);
  return (logged) => String(operator(logged, argument) ?? '').slice(0, Number(most));
}

/** A line in a text format: `-` stands for what is absent. */
export function textLine(format: string, logged: LoggedHop): string {
  return segmentsOf(format)
    .map((segment) => (typeof segment === 'string' ? segment : shown(segment(logged))))
    .join('');
}

/** A line of JSON, sorted by field; a field that is one value keeps its type, absent ones are null. */
export function jsonLine(format: Readonly<Record<string, string>>, logged: LoggedHop): string {
  const fields = Object.keys(format).sort();
  return JSON.stringify(
    Object.fromEntries(fields.map((field) => [field, jsonValue(format[field] ?? '', logged)])),
  );
}

function jsonValue(format: string, logged: LoggedHop): string | number | null {
  const segments = segmentsOf(format);
  const [only] = segments;
  if (segments.length !== 1 || typeof only !== 'function') return textLine(format, logged);
  const value = only(logged);
  return value === undefined || value === '' ? (format === '%RESPONSE_FLAGS%' ? '-' : null) : value;
}

function shown(value: LogValue): string {
  return value === undefined || value === '' ? '-' : String(value);
}
