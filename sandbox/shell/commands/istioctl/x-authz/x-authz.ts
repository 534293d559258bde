import { defineCommand, type Command, type Completer } from '../../../command';
import { IstioctlError } from '../failure';
import { findProxy } from '../proxy-config/find-proxy';
import { istioctlVerb } from '../verb';
import { policyTable } from './policy-table';

const completeProxies: Completer = (_word, _before, world) => world.mesh?.proxies() ?? [];

const group = istioctlVerb(
  {
    path: ['istioctl', 'experimental', 'authz'],
    summary: 'Inspect Istio AuthorizationPolicy',
    usage: 'istioctl experimental authz [command]',
    flags: [],
    arguments: [{ name: 'command', optional: true }],
  },
  function* ({ input, context }) {
    const [word] = input.positional;
    if (word !== undefined) {
      throw new IstioctlError(`unknown command "${word}" for "istioctl experimental authz"`);
    }
    yield* context.write(
      'Inspect Istio AuthorizationPolicy\n\nUsage:\n  istioctl experimental authz [command]\n\n' +
        'Available Commands:\n  check       Check AuthorizationPolicy applied in the pod.\n',
    );
    return 0;
  },
);

const check = istioctlVerb(
  {
    path: ['istioctl', 'experimental', 'authz', 'check'],
    summary: 'Check AuthorizationPolicy applied in the pod.',
    usage: 'istioctl experimental authz check [<type>/]<name>[.<namespace>] [flags]',
    arguments: [{ name: 'pod', optional: true, complete: completeProxies }],
    flags: [
      { long: 'proxy-admin-port', type: 'string', default: '15000', summary: 'Envoy proxy admin port' },
    ],
  },
  function* (call) {
    const [target, ...more] = call.input.positional;
    if (more.length > 0) throw new IstioctlError('check requires only <pod-name>[.<pod-namespace>]');
    if (target === undefined) throw new IstioctlError('expecting pod name or config dump, found: 0');
    const proxy = findProxy(target, call);
    const config = call.context.world.mesh?.configDump(proxy);
    if (!config) throw new IstioctlError(`failed to get config dump from pod ${proxy}`);
    yield* call.context.write(policyTable(config));
    return 0;
  },
);

/** Experimental groups are listed at the top, too, only to say where they are. */
const moved = defineCommand({
  path: ['istioctl', 'authz'],
  family: 'istioctl',
  summary: '(authz is experimental. Use `istioctl experimental authz`)',
  usage: 'istioctl authz',
  flags: [],
  rawArguments: true,
  arguments: [{ name: 'command', optional: true, repeated: true }],
  *run(_input, context) {
    yield* context.error('Error: (authz is experimental. Use `istioctl experimental authz`)\n');
    return 1;
  },
});

/** `istioctl experimental authz`. */
export const authzCommands: readonly Command[] = [group, check, moved];
