import type { LogFormat, LogFormatter } from '../../../envoy/config/index';

/** Istio's text format (pilot/pkg/model/telemetry_logging.go). */
export const DEFAULT_TEXT_FORMAT = `${[
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE%',
  '%RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS%',
  '"%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% %DURATION%',
  '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%"',
  '"%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER_RAW%',
  '%UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS%',
  '%REQUESTED_SERVER_NAME% %ROUTE_NAME%',
].join(' ')}\n`;

/** Istio's JSON format: field and what stands in it. */
const DEFAULT_FIELDS: Fields = {
  authority: '%REQ(:AUTHORITY)%',
  bytes_received: '%BYTES_RECEIVED%',
  bytes_sent: '%BYTES_SENT%',
  connection_termination_details: '%CONNECTION_TERMINATION_DETAILS%',
  downstream_local_address: '%DOWNSTREAM_LOCAL_ADDRESS%',
  downstream_remote_address: '%DOWNSTREAM_REMOTE_ADDRESS%',
  duration: '%DURATION%',
  method: '%REQ(:METHOD)%',
  path: '%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%',
  protocol: '%PROTOCOL%',
  request_id: '%REQ(X-REQUEST-ID)%',
  requested_server_name: '%REQUESTED_SERVER_NAME%',
  response_code: '%RESPONSE_CODE%',
  response_code_details: '%RESPONSE_CODE_DETAILS%',
  response_flags: '%RESPONSE_FLAGS%',
  route_name: '%ROUTE_NAME%',
  start_time: '%START_TIME%',
  upstream_cluster: '%UPSTREAM_CLUSTER_RAW%',
  upstream_host: '%UPSTREAM_HOST%',
  upstream_local_address: '%UPSTREAM_LOCAL_ADDRESS%',
  upstream_service_time: '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%',
  upstream_transport_failure_reason: '%UPSTREAM_TRANSPORT_FAILURE_REASON%',
  user_agent: '%REQ(USER-AGENT)%',
  x_forwarded_for: '%REQ(X-FORWARDED-FOR)%',
};

/** Fields of a line of JSON with their formats; they may nest. */
export type Fields = Readonly<Record<string, unknown>>;

/** A text; Istio's own where there is none. A line break is added where one is missing. */
export function textFormat(written: string, omitEmptyValues = false): LogFormat {
  const inlineString = written === '' ? DEFAULT_TEXT_FORMAT : written.replace(/\n?$/, '\n');
  return { ...omitting(omitEmptyValues), textFormatSource: { inlineString }, ...formatters([inlineString]) };
}

/** A value for each field; Istio's own where nobody says. */
export function jsonFormat(jsonFormat: Fields = DEFAULT_FIELDS, omitEmptyValues = false): LogFormat {
  return {
    jsonFormat,
    ...omitting(omitEmptyValues),
    ...formatters(Object.values(jsonFormat)),
    jsonFormatOptions: {},
  };
}

function omitting(omitEmptyValues: boolean): Pick<LogFormat, 'omitEmptyValues'> {
  return omitEmptyValues ? { omitEmptyValues } : {};
}

/** Envoy knows one of the commands in formats as an extension. */
export function formatters(formats: readonly unknown[]): {
  readonly formatters?: readonly LogFormatter[];
} {
  const isUsed = formats.some(
    (format) => typeof format === 'string' && format.includes('%REQ_WITHOUT_QUERY'),
  );
  return isUsed ? { formatters: [{ name: 'envoy.formatter.req_without_query', typedConfig: {} }] } : {};
}
