import type { ProviderRef, WorkloadMode } from '../api/index';
import type { ExtensionProvider, MeshConfig } from '../mesh-config';

/** What every mesh knows without writing it down (pkg/config/mesh/mesh.go). */
const BUILT_IN: readonly ExtensionProvider[] = [
  { name: 'prometheus', prometheus: {} },
  { name: 'stackdriver', stackdriver: {} },
  { name: 'envoy', envoyFileAccessLog: { path: '/dev/stdout' } },
];

/** The provider of a name; undefined when the mesh knows none. */
export function findProvider(
  { extensionProviders = [] }: Pick<MeshConfig, 'extensionProviders'>,
  name: string,
): ExtensionProvider | undefined {
  return [...extensionProviders, ...BUILT_IN].find((provider) => provider.name === name);
}

/** The names a list gives, or those that were in force. */
export function providerNames(
  providers: readonly ProviderRef[] | undefined,
  inherited: readonly string[],
): readonly string[] {
  return providers?.length ? providers.map(({ name }) => name) : inherited;
}

/** Whose view of a call a proxy reports. */
export type ReportingSide = 'client' | 'server';

/** The sides that a mode means. */
export function sidesOf(mode: WorkloadMode | undefined): readonly ReportingSide[] {
  if (mode === 'CLIENT') return ['client'];
  return mode === 'SERVER' ? ['server'] : ['client', 'server'];
}
