import { memoByObject } from '../../../lib/memo';
import type { ProviderRef, WorkloadMode } from '../api/index';
import type { ExtensionProvider, MeshConfig } from '../mesh-config';

/** What every mesh knows without writing it down (pkg/config/mesh/mesh.go). */
const BUILT_IN: readonly ExtensionProvider[] = [
  { name: 'prometheus', prometheus: {} },
  { name: 'stackdriver', stackdriver: {} },
  { name: 'envoy', envoyFileAccessLog: { path: '/dev/stdout' } },
];

const NONE: readonly ExtensionProvider[] = [];

/** The provider of a name, upper case or lower; undefined when the mesh knows none (pilot/pkg/model/telemetry.go). */
export function findProvider(
  { extensionProviders = NONE }: Pick<MeshConfig, 'extensionProviders'>,
  name: string,
): ExtensionProvider | undefined {
  const wanted = name.toLowerCase();
  return withBuiltIn(extensionProviders).find((provider) => provider.name?.toLowerCase() === wanted);
}

/** One of a built-in one's very name takes its place. */
const withBuiltIn = memoByObject((written: readonly ExtensionProvider[]) => [
  ...new Map([...BUILT_IN, ...written].map((provider) => [provider.name, provider])).values(),
]);

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
