import type { AccessLog } from '../../../envoy/config/index';
import type { AccessLogProvider, TelemetryAccessLogging } from '../../discovery/api/index';
import { findProvider, providerNames, sidesOf, type MeshConfig } from '../../discovery/index';
import type { Context } from '../context';
import { sideOf, type ListenerClass } from '../listeners/listener-class';

const STDOUT = '/dev/stdout';
const FILE_LOG = 'envoy.access_loggers.file';
/** The provider that takes its format from the older mesh settings. */
const BUILT_IN = 'envoy';

/**
 * The access logs of a proxy (pilot/pkg/model/telemetry.go, AccessLogging; telemetry_logging.go). Absent where they are
 * as the mesh was installed: text on standard output.
 */
export function accessLog(
  { snapshot: { telemetries, mesh }, proxy }: Context,
  listenerClass: ListenerClass,
): { readonly accessLog?: readonly AccessLog[] } {
  const entries = telemetries.forWorkload(proxy).flatMap(({ spec }) => spec.accessLogging ?? []);
  const defaults = mesh.defaultProviders?.accessLogging ?? [];
  if (entries.length === 0 && defaults.length === 0) return meshLog(mesh);
  const chosen = chosenProviders(entries, defaults, sideOf(listenerClass));
  return {
    accessLog: [...chosen].flatMap(([name, expression]) => {
      const provider = findProvider(mesh, name)?.envoyFileAccessLog;
      if (provider === undefined) return [];
      const filter = expression === undefined ? {} : { filter: { expression } };
      const format =
        provider.logFormat === undefined && name === BUILT_IN ? meshFormat(mesh) : providerFormat(provider);
      return [
        { name: FILE_LOG, ...filter, typedConfig: { path: provider.path ?? STDOUT, ...format } } as const,
      ];
    }),
  };
}

/** Providers in force after every entry, each over the ones before, with the filter of the last that speaks of them. */
function chosenProviders(
  entries: readonly TelemetryAccessLogging[],
  defaults: readonly string[],
  side: 'client' | 'server',
): ReadonlyMap<string, string | undefined> {
  const chosen = new Map<string, string | undefined>(defaults.map((name) => [name, undefined]));
  let names = defaults;
  for (const { providers, match, disabled, filter } of entries) {
    names = providerNames(providers, names);
    if (!sidesOf(match?.mode).includes(side)) continue;
    for (const name of names)
      if (disabled === true) chosen.delete(name);
      else chosen.set(name, filter?.expression);
  }
  return chosen;
}

/** What the older settings of the mesh say, where they say anything. */
function meshLog(mesh: MeshConfig): { readonly accessLog?: readonly AccessLog[] } {
  const { accessLogFile = STDOUT } = mesh;
  if (accessLogFile === '') return { accessLog: [] };
  const format = meshFormat(mesh);
  if (accessLogFile === STDOUT && Object.keys(format).length === 0) return {};
  return { accessLog: [{ name: FILE_LOG, typedConfig: { path: accessLogFile, ...format } }] };
}

type Format = Pick<AccessLog['typedConfig'], 'textFormat' | 'jsonFormat'>;

function meshFormat({ accessLogEncoding = 'TEXT', accessLogFormat = '' }: MeshConfig): Format {
  if (accessLogEncoding === 'TEXT') return accessLogFormat === '' ? {} : { textFormat: accessLogFormat };
  return { jsonFormat: jsonFields(accessLogFormat) };
}

/** The fields as the mesh writes them, a JSON object; Istio's own where that is none. */
function jsonFields(text: string): Readonly<Record<string, string>> {
  try {
    const fields: unknown = JSON.parse(text);
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : {};
  } catch {
    return {};
  }
}

function providerFormat({ logFormat }: AccessLogProvider): Format {
  if (logFormat?.labels) return { jsonFormat: logFormat.labels };
  return logFormat?.text ? { textFormat: logFormat.text } : {};
}
