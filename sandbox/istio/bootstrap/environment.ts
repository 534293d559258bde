import { parseBool } from '../../lib/go-bool';
import { record } from '../../kube/index';
import { memo } from '../../lib/memo';
import { parseYaml } from '../../lib/yaml/index';
import type { ProxySettings } from '../discovery/index';

/** The variables of the container that a proxy and its agent run in. */
export type ProxyEnvironment = Readonly<Record<string, string>>;

/** PROXY_CONFIG, as JSON or YAML: what is otherwise than usual about a proxy. */
export function writtenSettings({ PROXY_CONFIG: text = '' }: ProxyEnvironment): ProxySettings {
  return settingsIn(text);
}

/** Remembered: most proxies have the same, and its agent, its statistics and istiod all read it. */
const settingsIn = memo(64, (text): ProxySettings =>
  record(parseYaml(text, { file: 'PROXY_CONFIG' }).documents[0]?.value),
);

/** The variables that an agent reads for itself; it hands on those that begin with `ISTIO_META_`. */
export const AGENT_VARIABLES = ['EXIT_ON_ZERO_ACTIVE_CONNECTIONS', 'MINIMUM_DRAIN_DURATION'] as const;

/** The variable that says how many connections all listeners of a proxy take together. */
export const CONNECTION_LIMIT = 'ISTIO_META_GLOBAL_DOWNSTREAM_MAX_CONNECTIONS';

/** What an agent reads of a variable: from its environment, else from what its settings have for it; empty without both. */
export function agentVariable(
  name: string,
  environment: ProxyEnvironment,
  { proxyMetadata = {} }: ProxySettings,
): string {
  return environment[name] ?? proxyMetadata[name] ?? '';
}

/** Whether a proxy that ends waits until nobody is connected any more (EXIT_ON_ZERO_ACTIVE_CONNECTIONS). */
export function exitsOnZeroConnections(environment: ProxyEnvironment, settings: ProxySettings): boolean {
  return parseBool(agentVariable('EXIT_ON_ZERO_ACTIVE_CONNECTIONS', environment, settings)) ?? false;
}
