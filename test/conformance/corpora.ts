import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One corpus folder or file: the name it has in the report and how its units are counted. */
export interface Corpus {
  readonly key: string;
  /** Path below the corpus directory; when it is absent, so is the corpus. */
  readonly path: string;
  /** How many units there are, counted without running any. */
  count(path: string): number;
}

/** Every corpus that a folder of this layout may hold, in the order of the report. */
export const corpora: readonly Corpus[] = [
  cases('istio/analyze', 'istio/analyze/cases.json'),
  cases('istio/crd-validation', 'istio/crd-validation/cases.json'),
  cases('istio/validation-webhook/unit', 'istio/validation-webhook/unit.json'),
  cases('istio/validation-webhook/samples', 'istio/validation-webhook/samples.json'),
  cases('istio/vs-translation/simulation', 'istio/vs-translation/simulation.json'),
  cases('istio/vs-translation/sidecar-routes', 'istio/vs-translation/sidecar-routes.json'),
  {
    key: 'istio/vs-translation/e2e-traffic',
    path: 'istio/vs-translation/e2e-traffic.json',
    count: (path) =>
      list(readJson(path), 'cases').filter((entry) => Boolean(field(entry, 'renderedConfig'))).length,
  },
  cases('istio/gateway-api', 'istio/gateway-api/index.json'),
  cases('istio/inject', 'istio/inject/index.json'),
  { key: 'istio/istioctl-output', path: 'istio/istioctl-output/files', count: countFiles },
  {
    key: 'istio/other/authz-e2e',
    path: 'istio/other/authz-e2e/cases.json',
    count: (path) =>
      sum(Object.values(field(readJson(path), 'tables') as object), (tables) => list(tables).length),
  },
  {
    key: 'istio/other/authz-rbac-golden',
    path: 'istio/other/authz-rbac-golden/index.json',
    count: (path) =>
      sum(list(readJson(path), 'tables'), (file) =>
        sum(list(field(file, 'tables')), (table) => list(field(table, 'rows')).length),
      ),
  },
  {
    key: 'istio/other/tables',
    path: 'istio/other/tables-index.json',
    count: (path) =>
      list(readJson(path), 'files').reduce<number>((sum, file) => sum + Number(field(file, 'rows') ?? 0), 0),
  },
  {
    key: 'istio/other/k8s-ingress',
    path: 'istio/other/k8s-ingress/files',
    count: (path) => readdirSync(path).filter((name) => !name.endsWith('.golden')).length,
  },
  tasks('istio-io/core', 'core'),
  tasks('istio-io/useful', 'useful'),
  {
    key: 'envoy/vectors',
    path: 'envoy/vectors.json',
    count: (path) => Object.keys(field(readJson(path), 'sets') as object).length,
  },
  requestSteps('differential/lesson', 'differential/lesson.json'),
  requestSteps('differential/gen', 'differential/gen.json'),
  requestSteps('differential/mesh', 'differential/mesh.json'),
  requestSteps('differential/time', 'differential/time.json'),
  commands('cli/kubectl', 'cli/kubectl.json'),
  commands('cli/istioctl', 'cli/istioctl.json'),
  { key: 'cli/proxy-config', path: 'cli/proxy-config.json', count: (path) => list(readJson(path)).length },
];

/** The corpora present under a directory with their number of units. */
export function presentCorpora(directory: string): { readonly key: string; readonly total: number }[] {
  return corpora.flatMap((corpus) => {
    const path = join(directory, corpus.path);
    return existsSync(path) ? [{ key: corpus.key, total: corpus.count(path) }] : [];
  });
}

function cases(key: string, path: string): Corpus {
  return { key, path, count: (file) => list(readJson(file), 'cases').length };
}

function commands(key: string, path: string): Corpus {
  return {
    key,
    path,
    count: (file) => sum(list(readJson(file)), (entry) => list(field(entry, 'commands')).length),
  };
}

function requestSteps(key: string, path: string): Corpus {
  const compared = (step: unknown): boolean =>
    field(step, 'request') !== undefined && field(step, 'unstable') !== true;
  return {
    key,
    path,
    count: (file) =>
      sum(list(readJson(file)), (entry) => list(field(entry, 'steps')).filter(compared).length),
  };
}

function tasks(key: string, taskClass: string): Corpus {
  const judged = (command: unknown): boolean =>
    field(command, 'sandbox') === 'run' &&
    (typeof field(command, 'expected') === 'string' || list(field(command, 'verify')).length > 0);
  return {
    key,
    path: 'istio-io/tasks.json',
    count: (file) =>
      sum(
        list(readJson(file)).filter((task) => field(task, 'class') === taskClass),
        (task) => list(field(task, 'commands')).filter(judged).length,
      ),
  };
}

function sum(entries: readonly unknown[], count: (entry: unknown) => number): number {
  return entries.reduce<number>((total, entry) => total + count(entry), 0);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The list itself, or the list under a name. */
function list(value: unknown, name?: string): readonly unknown[] {
  const found = name === undefined || Array.isArray(value) ? value : field(value, name);
  return Array.isArray(found) ? found : [];
}

function countFiles(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}
