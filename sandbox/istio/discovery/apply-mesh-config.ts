import type { MeshConfig } from './mesh-config';
import { overlayProxyConfig } from './proxy-config';
import type { ProxySettings } from './proxy-settings';

/** What a mesh configuration written by somebody may hold beside what is simulated. */
export type WrittenMeshConfig = Partial<Omit<MeshConfig, 'defaultConfig'>> & {
  readonly defaultConfig?: ProxySettings;
  readonly defaultProviders?: Readonly<Record<string, unknown>>;
};

/**
 * Lays a written mesh configuration over another: fields replace, but `defaultConfig` and `defaultProviders` merge
 * field by field, extension providers by name, and older names of the trust domain add up (pkg/config/mesh/mesh.go).
 */
export function applyMeshConfig<Base extends WrittenMeshConfig>(
  base: Base,
  written: WrittenMeshConfig,
): Base {
  const { defaultConfig, defaultProviders, extensionProviders, trustDomainAliases } = written;
  const aliases = [...(base.trustDomainAliases ?? []), ...(trustDomainAliases ?? [])];
  return {
    ...base,
    ...written,
    ...(defaultConfig && { defaultConfig: overlayProxyConfig(base.defaultConfig ?? {}, defaultConfig) }),
    ...(defaultProviders && { defaultProviders: { ...base.defaultProviders, ...defaultProviders } }),
    ...(extensionProviders && {
      extensionProviders: providers(base.extensionProviders ?? [], extensionProviders),
    }),
    ...(aliases.length > 0 && { trustDomainAliases: [...new Set(aliases)].sort() }),
  };
}

type Providers = NonNullable<MeshConfig['extensionProviders']>;

/** A provider of a known name takes the place of the known one. */
function providers(known: Providers, written: Providers): Providers {
  const byName = new Map([...known, ...written].map((provider) => [provider.name, provider]));
  return [...byName.values()];
}
