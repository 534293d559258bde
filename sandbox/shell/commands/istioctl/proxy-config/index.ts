import { defineCommand, type Command } from '../../../command';
import { all } from './all';
import { bootstrap } from './bootstrap';
import { cluster } from './cluster';
import { endpoint } from './endpoint';
import { listener } from './listener';
import { route } from './route';
import { secret } from './secret';

const parts: readonly Command[] = [all, bootstrap, cluster, endpoint, listener, route, secret];

/** Without saying which part, there is nothing to show but what can be asked. */
const proxyConfig = defineCommand({
  path: ['istioctl', 'proxy-config'],
  aliases: ['pc'],
  family: 'istioctl',
  summary: 'Retrieve information about proxy configuration from Envoy [kube only]',
  usage: 'istioctl proxy-config [command]',
  flags: [],
  *run(_input, context) {
    const width = Math.max(...parts.map(({ path }) => (path[2] ?? '').length));
    const lines = parts.map(({ path, summary }) => `  ${(path[2] ?? '').padEnd(width)}    ${summary}\n`);
    yield* context.write(
      'A group of commands used to retrieve information about proxy configuration from the Envoy config dump\n\n' +
        `Usage:\n  istioctl proxy-config [command]\n\nAliases:\n  proxy-config, pc\n\nAvailable Commands:\n${lines.join('')}`,
    );
    return 0;
  },
});

/** `istioctl proxy-config` and what it can show. */
export const proxyConfigCommands: readonly Command[] = [proxyConfig, ...parts];
