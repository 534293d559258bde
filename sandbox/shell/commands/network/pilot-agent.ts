import { defineCommand } from '../../command';

const PROXY_CONTAINER = 'istio-proxy';
const ADMIN_PORT = '15000';
const NOT_IN_PATH = 'exec: "pilot-agent": executable file not found in $PATH';

/** `pilot-agent request`: asks the Envoy beside it, as istio-proxy containers have it (pilot/cmd/pilot-agent/app). */
export const pilotAgent = defineCommand({
  path: ['pilot-agent'],
  summary: 'Ask the Envoy of this container through its admin interface.',
  usage: 'pilot-agent request <method> <path> [<body>]',
  flags: [
    {
      long: 'debug-port',
      type: 'number',
      default: '15000',
      summary: 'Set the port to make a local request to',
    },
    { long: 'log_as_json', type: 'switch', summary: 'write the agent’s own log as JSON' },
  ],
  arguments: [{ name: 'request' }, { name: 'method' }, { name: 'path' }],
  *run(input, context) {
    const { location, world } = context;
    if (location === 'external' || (location.container ?? PROXY_CONTAINER) !== PROXY_CONTAINER) {
      yield* context.error(
        location === 'external'
          ? 'bash: pilot-agent: command not found\n'
          : `OCI runtime exec failed: exec failed: unable to start container process: ${NOT_IN_PATH}: unknown\n`,
      );
      return location === 'external' ? 127 : 126;
    }
    const [verb, method, path] = input.positional;
    if (verb !== 'request') {
      yield* context.error(`drydock: only pilot-agent request is simulated, not ${verb ?? '(nothing)'}\n`);
      return 1;
    }
    if (method === undefined || path === undefined) {
      const received = String(input.positional.length - 1);
      yield* context.error(`Error: requires at least 2 arg(s), only received ${received}\n`);
      return 1;
    }
    const target = path.startsWith('/') ? path : `/${path}`;
    const httpMethod = method.toUpperCase();
    const port = input.flag('debug-port') ?? ADMIN_PORT;
    const answer =
      port === ADMIN_PORT
        ? world.mesh?.admin(`${location.pod}.${location.namespace}`, httpMethod, target)
        : world.mesh?.agent(location.namespace, location.pod, httpMethod, target);
    if (answer === undefined) {
      yield* context.error(
        `Error: failed to execute command: Get "http://localhost:${port}${target}": dial tcp 127.0.0.1:${port}: connect: connection refused\n`,
      );
      return 1;
    }
    if (answer.status !== 200) {
      yield* context.error(
        `Error: received unsuccessful status code ${String(answer.status)}: ${answer.body}\n`,
      );
      return 1;
    }
    yield* context.write(answer.body);
    return 0;
  },
});
