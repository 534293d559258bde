import type { ProxyConfig } from '../../../../envoy/config/index';
import { printYaml } from '../../../../lib/yaml/index';
import type { Process } from '../../../../sim/index';
import type { Command, Completer, Flag } from '../../../command';
import { IstioctlError } from '../failure';
import { istioctlVerb, type Call } from '../verb';
import { findProxy } from './find-proxy';

/** What tells one kind of proxy configuration from another. */
export interface ProxyVerb {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly flags: readonly Flag[];
  /** The form it is printed in when none is asked for; `short` when left out. */
  readonly format?: 'json';
  /** The summary as text. */
  table(config: ProxyConfig, call: Call, proxy: string): string;
  /** The configuration itself, for `-o json` and `-o yaml`. */
  dump(config: ProxyConfig, call: Call, proxy: string): unknown;
}

const completeProxies: Completer = (_word, _before, world) => world.mesh?.proxies() ?? [];

/** Declares a verb that shows a part of a proxy's configuration. */
export function proxyVerb(verb: ProxyVerb): Command {
  const path = ['istioctl', 'proxy-config', verb.name];
  const usual = verb.format ?? 'short';
  const usage = `istioctl proxy-config ${verb.name} [<type>/]<name>[.<namespace>] [flags]`;
  return istioctlVerb(
    {
      path,
      aliases: verb.aliases,
      summary: verb.summary,
      usage,
      arguments: [{ name: 'pod', complete: completeProxies }],
      flags: [
        ...verb.flags,
        {
          long: 'output',
          short: 'o',
          type: 'string',
          default: usual,
          values: ['json', 'yaml', 'short'],
          summary: 'Output format: one of json|yaml|short',
        },
        { long: 'proxy-admin-port', type: 'string', default: '15000', summary: 'Envoy proxy admin port' },
      ],
    },
    function* (call): Process<number> {
      const { input, context } = call;
      const [target, ...more] = input.positional;
      if (target === undefined || more.length > 0) {
        yield* context.error(
          `Usage:\n  ${usage}\n\nError: ${verb.name} requires pod name or --file parameter\n`,
        );
        return 1;
      }
      const proxy = findProxy(target, call);
      const config = context.world.mesh?.configDump(proxy);
      if (!config) throw new IstioctlError(`could not contact the proxy ${proxy}`);
      const format = input.flag('output') ?? usual;
      if (format === 'short') yield* context.write(verb.table(config, call, proxy));
      else yield* context.write(dumpText(verb.dump(config, call, proxy), format));
      return 0;
    },
  );
}

function dumpText(value: unknown, format: string): string {
  const plain: unknown = JSON.parse(JSON.stringify(value, withoutNotes));
  if (format === 'json') return `${JSON.stringify(plain, undefined, 4)}\n`;
  if (format === 'yaml') return `${printYaml(plain)}\n`;
  throw new IstioctlError(`output format "${format}" not supported`);
}

/** Where something was written is the sandbox's own note, not Envoy's. */
function withoutNotes(key: string, value: unknown): unknown {
  return ['origin', 'pod', 'workload'].includes(key) ? undefined : value;
}
