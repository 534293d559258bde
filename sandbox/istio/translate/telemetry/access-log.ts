import type { AccessLog, AccessLogFilter } from '../../../envoy/config/index';
import { compareText } from '../../../lib/compare-text';
import { memoByObject } from '../../../lib/memo';
import { findProvider, type MeshConfig } from '../../discovery/index';
import type { Context } from '../context';
import { sideOf, type ListenerClass } from '../listeners/listener-class';
import { chosenProviders, type ChosenLog } from './chosen-providers';
import { meshFileLog, meshServiceLog, providerLog, STDOUT } from './log-providers';

/** Connections that no filter chain took. */
const UNSERVED: AccessLogFilter = { responseFlagFilter: { flags: ['NR'] } };

/** What writes: requests and connections of a filter chain, or the listener itself. */
type Writer = 'http' | 'tcp' | 'listener';

interface Logging {
  readonly accessLog?: readonly AccessLog[];
}

const NOTHING: Logging = {};

/** The access logs of what serves a chain (pilot/pkg/networking/core/accesslog.go); absent where nothing is logged. */
export function accessLog(context: Context, listenerClass: ListenerClass, writer: 'http' | 'tcp'): Logging {
  return loggingOf(context, listenerClass, writer);
}

/** The access logs of a listener: of connections that none of its chains took. */
export function listenerLog(context: Context, listenerClass: ListenerClass): Logging {
  if (context.snapshot.mesh.disableEnvoyListenerLog) return NOTHING;
  return loggingOf(context, listenerClass, 'listener');
}

const loggingByContext = memoByObject((_context: Context) => new Map<string, Logging>());

/** Made once per translation: a proxy may have a thousand chains. */
function loggingOf(context: Context, listenerClass: ListenerClass, writer: Writer): Logging {
  const known = loggingByContext(context);
  const key = `${listenerClass} ${writer}`;
  const logging = known.get(key) ?? telemetryLogging(context, listenerClass, writer);
  known.set(key, logging);
  return logging;
}

/** As Telemetries and the mesh's default providers say; where they choose none, the older settings of the mesh count. */
function telemetryLogging(context: Context, listenerClass: ListenerClass, writer: Writer): Logging {
  const { mesh, telemetries } = context.snapshot;
  const levels = telemetries
    .forWorkload(context.proxy)
    .map(({ spec }) => spec.accessLogging ?? [])
    .filter(({ length }) => length > 0);
  const defaults = mesh.defaultProviders?.accessLogging ?? [];
  const chosen = chosenProviders(levels, defaults, sideOf(listenerClass));
  const found = [...chosen]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([name, log]) => {
      const provider = findProvider(mesh, name);
      const written = provider && providerLog(context, provider);
      return written ? [{ written, log }] : [];
    });
  if (found.length === 0) return meshLogging(mesh)[writer];
  const logs = found.flatMap(({ written, log }) =>
    log.disabled ? [] : [{ ...written, ...filterOf(log, writer) }],
  );
  return logs.length === 0 ? NOTHING : { accessLog: logs };
}

function filterOf({ expression }: ChosenLog, writer: Writer): { readonly filter?: AccessLogFilter } {
  const cel: AccessLogFilter | undefined =
    expression === undefined
      ? undefined
      : {
          extensionFilter: {
            name: 'envoy.access_loggers.extension_filters.cel',
            typedConfig: { expression },
          },
        };
  if (writer !== 'listener') return cel ? { filter: cel } : {};
  return { filter: cel ? { andFilter: { filters: [UNSERVED, cel] } } : UNSERVED };
}

/** What the older settings of the mesh say: the same objects for all of its proxies. */
const meshLogging = memoByObject((mesh: MeshConfig): Readonly<Record<Writer, Logging>> => {
  const { accessLogFile = STDOUT, enableEnvoyAccessLogService } = mesh;
  const files = accessLogFile === '' ? [] : [meshFileLog(mesh, accessLogFile)];
  const logging = (writer: Writer): Logging => {
    const all = [...files, ...(enableEnvoyAccessLogService ? [meshServiceLog(writer)] : [])];
    if (all.length === 0) return NOTHING;
    return { accessLog: writer === 'listener' ? all.map((log) => ({ ...log, filter: UNSERVED })) : all };
  };
  return { http: logging('http'), tcp: logging('tcp'), listener: logging('listener') };
});
