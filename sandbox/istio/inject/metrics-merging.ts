import { parseBool } from '../../lib/go-bool';
import type { Injection } from './injection';

type Texts = Readonly<Record<string, string>>;

/** Annotations of metrics, as Prometheus reads their names: whatever is neither a letter nor a digit is `_`. */
const OWN = {
  scrape: 'prometheus_io_scrape',
  path: 'prometheus_io_path',
  port: 'prometheus_io_port',
  targets: 'prometheus_istio_io_scrape_targets',
} as const;

interface ScrapeTarget {
  readonly port: string;
  readonly path: string;
}

/**
 * The annotations of a pod whose metrics are merged: Prometheus asks the agent, which adds the application's own
 * (pkg/kube/inject/webhook.go applyPrometheusMerge). As they are where nothing is merged, or was merged already.
 */
export function mergedScraping(injection: Injection): Texts {
  const { annotations, options } = injection;
  if (!mergesMetrics(injection)) return annotations;
  const replaced: readonly string[] = Object.values(OWN);
  return {
    ...Object.fromEntries(
      Object.entries(annotations).filter(([name]) => !replaced.includes(asPrometheus(name))),
    ),
    'prometheus.io/path': '/stats/prometheus',
    'prometheus.io/port': options.statusPort,
    'prometheus.io/scrape': 'true',
  };
}

/** How the application wanted to be asked, for the agent; agents of before know the first place only. */
export function ownScraping(injection: Injection): string | undefined {
  if (!mergesMetrics(injection)) return undefined;
  const written = (name: keyof typeof OWN): string => annotated(injection, OWN[name]) ?? '';
  const targets = scrapeTargets(written('targets'));
  const [first] = targets;
  const [scrape, path, port] = [
    written('scrape'),
    first?.path ?? written('path'),
    first?.port ?? written('port'),
  ];
  if (scrape + path + port === '') return undefined;
  return JSON.stringify({ scrape, path, port, ...(first ? { targets } : {}) });
}

function mergesMetrics(injection: Injection): boolean {
  const { annotations, options } = injection;
  const merge = annotations['prometheus.istio.io/merge-metrics'];
  const wanted = merge === undefined ? options.enablePrometheusMerge : merge === 'true';
  const isScraped = parseBool(annotated(injection, OWN.scrape) ?? '') ?? true;
  return wanted && isScraped && annotated(injection, OWN.port) !== options.statusPort;
}

function annotated({ annotations }: Injection, name: string): string | undefined {
  return Object.entries(annotations).find(([key]) => asPrometheus(key) === name)?.[1];
}

function asPrometheus(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}

/** `8080:/metrics,9100`: nothing where one of them has no port. */
function scrapeTargets(written: string): readonly ScrapeTarget[] {
  const targets = written
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry): ScrapeTarget => {
      const [, port = '', path = ''] = /^([^:]*)(?::(.*))?$/.exec(entry) ?? [];
      return { port: port.trim(), path: path.trim() || '/metrics' };
    });
  return targets.every(({ port }) => port !== '') ? targets : [];
}
