import { text, type AdminEndpoint } from './endpoint';

/** `POST /drain_listeners`. */
export const drainListenersPage: AdminEndpoint = {
  path: '/drain_listeners',
  help: 'drain listeners',
  mutates: true,
  parameters: [
    [
      'graceful',
      'When draining listeners, enter a graceful drain period prior to closing listeners. This behaviour and duration is configurable via server options or CLI',
    ],
    [
      'skip_exit',
      'When draining listeners, do not exit after the drain period. This must be used with graceful',
    ],
    [
      'inboundonly',
      'Drains all inbound listeners. traffic_direction field in envoy_v3_api_msg_config.listener.v3.Listener is used to determine whether a listener is inbound or outbound.',
    ],
  ],
  answer({ drain }, query) {
    if (query.has('skip_exit') && !query.has('graceful')) return text('skip_exit requires graceful\n', 400);
    drain.start({ inboundOnly: query.has('inboundonly'), graceful: query.has('graceful') });
    return text('OK\n');
  },
};

/** `POST /healthcheck/fail`. */
export const healthcheckFailPage: AdminEndpoint = {
  path: '/healthcheck/fail',
  help: 'cause the server to fail health checks',
  mutates: true,
  answer({ drain }) {
    drain.failing = true;
    return text('OK\n');
  },
};

/** `POST /healthcheck/ok`. */
export const healthcheckOkPage: AdminEndpoint = {
  path: '/healthcheck/ok',
  help: 'cause the server to pass health checks',
  mutates: true,
  answer({ drain }) {
    drain.failing = false;
    return text('OK\n');
  },
};
