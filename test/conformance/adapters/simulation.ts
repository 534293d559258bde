import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { translate } from '../../../sandbox/istio/index';
import type { Adapter, AdapterReport } from '../adapter';
import { fillCall } from '../simulation/call';
import { proxyOf, snapshotOf, type Scenario } from '../simulation/scenario';
import { simulate, type SimulationResult } from '../simulation/simulate';

const FIELDS = [
  'listenerMatched',
  'filterChainMatched',
  'routeConfigMatched',
  'virtualHostMatched',
  'routeMatched',
  'clusterMatched',
] as const;

/** Istio's simulation tests: a configuration, calls through it, and what they run into. */
export const adapter: Adapter = {
  key: 'istio/vs-translation/simulation',
  run(corpusDirectory): AdapterReport {
    const path = join(corpusDirectory, 'istio/vs-translation/simulation.json');
    const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly Scenario[] };
    const failures = cases.flatMap((scenario) => {
      const wrong = runScenario(scenario);
      return wrong.length === 0 ? [] : [{ id: scenario.name, why: wrong.join('; ') }];
    });
    return { total: cases.length, pass: cases.length - failures.length, failures };
  },
};

function runScenario(scenario: Scenario): string[] {
  let config;
  try {
    config = translate(snapshotOf(scenario), proxyOf(scenario.proxy ?? {}));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return scenario.calls.flatMap(({ name, call, expected }) => {
    const wrong = differences(simulate(config, fillCall(call)), expected);
    return wrong === '' ? [] : [`${name ?? '?'}: ${wrong}`];
  });
}

function differences(actual: SimulationResult, expected: Readonly<Record<string, unknown>>): string {
  const strict = expected['strictMatch'] === true;
  const wanted = (field: string): string => (typeof expected[field] === 'string' ? expected[field] : '');
  const wrong: string[] = [];
  if (actual.error !== wanted('error')) {
    wrong.push(`error is "${actual.error}", not "${wanted('error')}"`);
  }
  for (const field of FIELDS) {
    if ((wanted(field) === '' && !strict) || actual[field] === wanted(field)) continue;
    wrong.push(`${field} is "${actual[field]}", not "${wanted(field)}"`);
  }
  return wrong.join(', ');
}
