import { clustersPage } from './clusters-page';
import { configDumpPage } from './config-dump-page';
import type { AdminAnswer } from './contract';
import { drainListenersPage, healthcheckFailPage, healthcheckOkPage } from './drain-pages';
import { text, type AdminEndpoint, type AdminView } from './endpoint';
import { listenersPage, readyPage, serverInfoPage } from './server-pages';
import { prometheusPage, statsPage } from './stats-pages';

export { collectStats } from './stats-store';

/** The pages that are simulated, as `/help` lists them. */
const pages: readonly AdminEndpoint[] = [
  clustersPage,
  configDumpPage,
  drainListenersPage,
  healthcheckFailPage,
  healthcheckOkPage,
  listenersPage,
  readyPage,
  serverInfoPage,
  statsPage,
  prometheusPage,
];

/** Actions and pages of a real Envoy that the simulated one has not. */
const NOT_SIMULATED: ReadonlySet<string> = new Set(
  [
    'allocprofiler certs contention cpuprofiler heap_dump heapprofiler',
    'hot_restart_version init_dump logging memory peak_heap_dump quitquitquit reopen_logs reset_counters runtime',
    'runtime_modify stats/recentlookups',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `/${name}`),
);

/** What the admin interface answers. @param target path with its query */
export function answerAdmin(view: AdminView, method: string, target: string): AdminAnswer {
  const [path = '', search = ''] = target.split('?');
  if (path === '/help') return text(`admin commands are:\n${helpText()}`);
  const page = pages.find((candidate) => candidate.path === path);
  if (page === undefined) {
    if (NOT_SIMULATED.has(path))
      return text(`drydock: ${path} of the admin interface is not simulated [SIM-ADMIN]\n`, 501);
    return text(`invalid path. admin commands are:\n${helpText()}`, 404);
  }
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
    return text(`Method ${method} not allowed, GET required.`, 405);
  if (page.mutates === true && method !== 'POST')
    return text(`Method ${method} not allowed, POST required.`, 405);
  return page.answer(view, queryOf(search));
}

function helpText(): string {
  const lines = pages.flatMap(({ path, help, parameters = [] }) => [
    `  ${path}: ${help}\n`,
    ...parameters.map(([name, meaning]) => `      ${name}: ${meaning}\n`),
  ]);
  return lines.join('');
}

function queryOf(search: string): Map<string, string> {
  const pairs = search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, decoded(value)] as const;
    });
  return new Map(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
