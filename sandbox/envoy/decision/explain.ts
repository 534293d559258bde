import { pathPattern, type DecisionStep, type RejectedChoice, type SingleReason } from '../../net/index';
import { describeSocket, transportSocketFor } from '../cluster/transport-socket';
import { placeOf, type FilterChain, type Listener } from '../config/index';
import { chainRejection } from '../match/filter-chain-table';
import { patternOf } from '../match/path-matcher';
import { mismatchReason } from '../match/route-table';
import type { Host } from '../cluster/host';
import type { Attempt, DecisionFacts } from './decision-facts';
import { because, says } from './told';

/** Derives the whole story of a decision, step by step, from the configuration it points to. */
export function explainDecision(decision: DecisionFacts): DecisionStep[] {
  return [
    ...listenerStep(decision),
    ...filterChainStep(decision),
    ...notSimulated(decision),
    ...virtualHostStep(decision),
    ...routeStep(decision),
    ...weightedStep(decision),
    ...verdictSteps(decision),
    ...(decision.notes ?? []),
    ...clusterStep(decision),
    ...decision.tries.flatMap((attempt, index) => attemptSteps(decision, attempt, index)),
    ...responseStep(decision),
  ];
}

function listenerStep({ listener, connection }: DecisionFacts): DecisionStep[] {
  const dialled = `${connection.ip}:${String(connection.port)}`;
  if (!listener) return [{ step: 'listener', name: '', summary: `Nothing listens on ${dialled}.` }];
  const { ip, port } = placeOf(listener.address);
  const own = ip === connection.ip && port === connection.port;
  const summary = own
    ? `The connection to ${dialled} has a listener of its own.`
    : `Listener ${ip}:${String(port)} takes the connection to ${dialled}.`;
  return [{ step: 'listener', name: listener.name, summary, ...originOf(listener) }];
}

function filterChainStep({ listener, chain, connection }: DecisionFacts): DecisionStep[] {
  if (!listener) return [];
  const facts =
    connection.transportProtocol === 'tls'
      ? `TLS${connection.serverName === '' ? '' : ` for ${connection.serverName}`}`
      : 'plaintext';
  const rejected = chains(listener)
    .filter((candidate) => candidate !== chain)
    .map((candidate) => ({
      name: chainName(candidate),
      ...because(chainRejection(candidate, connection, chain)),
      ...originOf(candidate),
    }));
  if (!chain)
    return [
      {
        step: 'filterChain',
        name: '',
        summary: `No filter chain takes ${facts}: the connection is closed.`,
        rejected,
      },
    ];
  return [
    {
      step: 'filterChain',
      name: chainName(chain),
      summary: `The connection is ${facts}; this chain matches it best.`,
      ...originOf(chain),
      ...(rejected.length > 0 ? { rejected } : {}),
    },
  ];
}

function chains(listener: Listener): FilterChain[] {
  return [...listener.filterChains, ...(listener.defaultFilterChain ? [listener.defaultFilterChain] : [])];
}

function chainName(chain: FilterChain): string {
  return chain.name ?? 'filter chain';
}

function notSimulated({ unknownFilters }: DecisionFacts): DecisionStep[] {
  return unknownFilters.map((name) => ({
    step: 'filter',
    name,
    ...says(['notSimulated']),
  }));
}

function verdictSteps({ verdicts, subject }: DecisionFacts): DecisionStep[] {
  return subject ? (verdicts ?? []).map((verdict) => verdict.explain(subject)) : [];
}

function virtualHostStep({ routeConfiguration, virtualHost, facts }: DecisionFacts): DecisionStep[] {
  if (!facts) return [];
  if (!routeConfiguration)
    return [{ step: 'virtualHost', name: '', summary: 'There is no route configuration yet.' }];
  const host = routeConfiguration.hosts.hostOf(facts.authority);
  const rejected = routeConfiguration.config.virtualHosts
    .filter((candidate) => candidate !== virtualHost?.config)
    .map((candidate): RejectedChoice => ({
      name: candidate.name,
      ...because(virtualHost ? ['betterDomain', host] : ['noDomain', host, candidate.domains]),
      ...originOf(candidate),
    }));
  const where = `in route configuration ${routeConfiguration.config.name}`;
  if (!virtualHost)
    return [{ step: 'virtualHost', name: '', summary: `No domain matches host ${host} ${where}.`, rejected }];
  const how = routeConfiguration.hosts.how(facts.authority);
  const text =
    how === 'any'
      ? `Host ${host} has no virtual host of its own: domain * takes it`
      : `Host ${host} matches a domain (${how})`;
  return [
    {
      step: 'virtualHost',
      name: virtualHost.config.name,
      summary: `${text} ${where}.`,
      ...originOf(virtualHost.config),
      ...(rejected.length > 0 ? { rejected } : {}),
    },
  ];
}

/** The naive scan: every route before the chosen one, each with the reason it was passed over. */
function routeStep({ virtualHost, route, facts }: DecisionFacts): DecisionStep[] {
  if (!virtualHost || !facts) return [];
  if (route?.index === -1)
    return [
      {
        step: 'route',
        name: 'https redirect',
        summary: 'This host demands https.',
        ...originOf(virtualHost.config),
      },
    ];
  const { routes } = virtualHost.config;
  const rejected: RejectedChoice[] = routes
    .slice(0, route?.index ?? routes.length)
    .map((candidate, index) => {
      const matcher = virtualHost.matcher(index);
      return {
        name: candidate.name ?? `route #${String(index + 1)}`,
        ...because((matcher && mismatchReason(matcher, facts)) ?? ['matches']),
        ...originOf(candidate),
      };
    });
  if (!route) {
    const none =
      routes.length === 0
        ? 'This virtual host has no routes.'
        : `No route matches ${facts.method} ${facts.pathname}.`;
    return [{ step: 'route', name: '', summary: none, rejected }];
  }
  const path = virtualHost.matcher(route.index)?.path;
  const matched = path ? pathPattern(patternOf(path)) : '';
  return [
    {
      step: 'route',
      name: route.config.name ?? `route #${String(route.index + 1)}`,
      summary: `${facts.method} ${facts.pathname} matches ${matched}; it is the first of ${String(routes.length)} that does.`,
      ...originOf(route.config),
      ...(rejected.length > 0 ? { rejected } : {}),
    },
  ];
}

function weightedStep({ weighted, route }: DecisionFacts): DecisionStep[] {
  if (!weighted) return [];
  const { chosen, draw, total } = weighted;
  let begin = 0;
  const intervals = (route?.config.route?.weightedClusters?.clusters ?? []).map((entry) => {
    const from = begin;
    begin += entry.weight;
    return { entry, from, to: begin - 1 };
  });
  const own = intervals.find(({ entry }) => entry === chosen);
  return [
    {
      step: 'weightedCluster',
      name: chosen.name,
      summary: `Drew ${String(draw)} of ${String(total)}: ${String(own?.from)} to ${String(own?.to)} is this cluster.`,
      ...originOf(chosen),
      rejected: intervals
        .filter(({ entry }) => entry !== chosen)
        .map(({ entry, from, to }) => ({
          name: entry.name,
          ...because(['otherDraws', from, to]),
          ...originOf(entry),
        })),
      values: { draw, total, weight: chosen.weight },
    },
  ];
}

function clusterStep({ clusterName, clusterRuntime, weighted, route }: DecisionFacts): DecisionStep[] {
  if (clusterName === undefined) return [];
  const asked = weighted?.chosen.origin ?? route?.config.route?.origin ?? route?.config.origin;
  if (!clusterRuntime)
    return [
      {
        step: 'cluster',
        name: clusterName,
        summary: `There is no cluster ${clusterName}: no Service, port or subset stands behind the name.`,
        ...(asked ? { origin: asked } : {}),
      },
    ];
  const { config, hosts } = clusterRuntime;
  const origin = config.origin ?? asked;
  const summary =
    config.type === 'ORIGINAL_DST'
      ? 'Sends to the address the client dialled.'
      : `${String(hosts.all.length)} ${hosts.all.length === 1 ? 'endpoint' : 'endpoints'}, ${config.lbPolicy}.`;
  return [{ step: 'cluster', name: clusterName, summary, ...(origin ? { origin } : {}) }];
}

function attemptSteps(decision: DecisionFacts, attempt: Attempt, index: number): DecisionStep[] {
  const cluster = decision.clusterRuntime;
  if (!cluster) return [];
  const { host, usable, outcome, backoffMs } = attempt;
  const out = cluster.hosts.all.filter((candidate) => candidate !== host && !usable.includes(candidate));
  const rejected: RejectedChoice[] = [
    ...usable
      .filter((candidate) => candidate !== host)
      .map((candidate) => ({
        name: candidate.pod ?? candidate.key,
        ...because(['notChosen']),
      })),
    ...out.map((candidate) => ({
      name: candidate.pod ?? candidate.key,
      ...because(exclusion(candidate, usable[0])),
    })),
  ];
  const others = rejected.length > 0 ? { rejected } : {};
  if (!host)
    return [
      { step: 'endpoint', name: '', summary: 'The cluster has no endpoint that may be used.', ...others },
    ];
  const socket = describeSocket(transportSocketFor(cluster.config, host.transportSocketMatch));
  const how =
    cluster.config.type === 'ORIGINAL_DST' ? 'the original destination' : cluster.hosts.describe(attempt);
  const waited = backoffMs > 0 ? ` after waiting ${backoffMs.toFixed(1)} ms` : '';
  return [
    {
      step: 'endpoint',
      name: host.pod ?? host.key,
      summary: `${host.key} over ${socket}; ${how}.`,
      ...others,
      values: { first: attempt.first, second: attempt.second },
    },
    {
      step: 'attempt',
      name: `attempt ${String(index + 1)}`,
      summary: `Sent to ${host.key}${waited}: ${outcome === '' ? 'not finished' : outcome}.`,
      ...(attempt.endUs > 0 ? { values: { tookMs: (attempt.endUs - attempt.startUs) / 1000 } } : {}),
    },
  ];
}

/** Why the load balancer did not see a host, beside one that it saw. */
function exclusion({ priority, edsHealthStatus }: Host, usable: Host | undefined): SingleReason {
  if (usable && priority > usable.priority) return ['laterPriority', priority];
  return edsHealthStatus === 'HEALTHY' ? ['ejected'] : ['unhealthy', edsHealthStatus];
}

function responseStep({ outcome }: DecisionFacts): DecisionStep[] {
  if (!outcome) return [];
  const { status, flags, details } = outcome;
  const name = status === undefined ? 'none' : String(status);
  const answer = status === undefined ? 'The connection ends without a response' : `Answers ${name}`;
  const marks = [flags, details].filter((text) => text !== '').join(' ');
  return [{ step: 'response', name, summary: marks === '' ? `${answer}.` : `${answer} (${marks}).` }];
}

function originOf(thing: { readonly origin?: DecisionStep['origin'] }): Pick<DecisionStep, 'origin'> {
  return thing.origin ? { origin: thing.origin } : {};
}
