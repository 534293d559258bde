import { compileRe2, isRe2 } from '../../../lib/re2';
import type { Field } from '../../kinds/field';
import { checkLabelSelector } from '../checks/selector';
import { Findings } from '../findings';
import type { Subject } from '../webhook';

/**
 * Checks an EnvoyFilter. Semantics: istio pkg/config/validation/envoyfilter; the patch's own message type is not
 * looked into, as patches are not applied.
 */
export function validateEnvoyFilter({ spec }: Subject): Findings {
  const selector = checkLabelSelector(spec.at('workloadSelector'), 'Envoy filter');
  if (selector.errors.length > 0) return selector;
  const findings = new Findings();
  findings.warning(
    spec,
    'EnvoyFilter exposes internal implementation details that may change at any time. ' +
      'Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
  );
  findings.add(selector);
  for (const patch of spec.at('configPatches').items) {
    if (patch.isSet) checkPatch(patch, findings);
    else findings.error(patch, 'Envoy filter: null config patch');
  }
  return findings;
}

const listenerClass: readonly string[] = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER'];
const routeClass: readonly string[] = ['ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE'];

function checkPatch(patch: Field, findings: Findings): void {
  const [applyTo, match, change] = [patch.at('applyTo').text, patch.at('match'), patch.at('patch')];
  if (match.at('context').text === 'WAYPOINT') return;
  const missing = missingProblem(applyTo, change);
  if (missing !== undefined) {
    findings.error(patch, `Envoy filter: ${missing}`);
    return;
  }
  const version = match.at('proxy').at('proxyVersion');
  const compiled = compileRe2(version.text);
  if (version.text.length > 1024) {
    findings.warning(version, 'Envoy filter: proxyVersion match exceeds 1024 characters and will be ignored');
  } else if (!isRe2(compiled)) {
    findings.error(version, `Envoy filter: invalid regex for proxy version, [${compiled.error}]`);
    return;
  }
  const hasMatch = ['listener', 'routeConfiguration', 'cluster'].some((name) => match.has(name));
  const refuse = (objects: string, wanted: string): void => {
    findings.error(
      match,
      `Envoy filter: applyTo for ${objects} class objects cannot have non ${wanted} match`,
    );
  };
  if (!hasMatch) return;
  if (listenerClass.includes(applyTo)) {
    if (match.has('listener')) checkListenerMatch(match.at('listener'), applyTo, findings);
    else refuse('listener', 'listener');
  } else if (routeClass.includes(applyTo)) {
    if (!match.has('routeConfiguration')) refuse('http route', 'route configuration');
  } else if (applyTo === 'CLUSTER' && !match.has('cluster')) refuse('cluster', 'cluster');
}

function missingProblem(applyTo: string, change: Field): string | undefined {
  if (applyTo === '' || applyTo === 'INVALID') return 'missing applyTo';
  if (!change.isSet) return 'missing patch';
  const operation = change.at('operation').text;
  if (operation === '' || operation === 'INVALID') return 'missing patch operation';
  return operation !== 'REMOVE' && !change.has('value')
    ? 'missing patch value for non-remove operation'
    : undefined;
}

const connectionManager = 'envoy.filters.network.http_connection_manager';

function checkListenerMatch(listener: Field, applyTo: string, findings: Findings): void {
  const filter = listener.at('filterChain').at('filter');
  if (!filter.isSet) return;
  if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') {
    findings.warning(filter, `Envoy filter: filter match has no effect when used with ${applyTo}`);
  }
  const [name, sub] = [filter.at('name').text, filter.at('subFilter')];
  if (name === '') findings.error(filter, 'Envoy filter: filter match has no name to match on');
  else if (sub.isSet && applyTo !== 'HTTP_FILTER') {
    findings.error(sub, 'Envoy filter: subfilter match can be used with applyTo HTTP_FILTER only');
  } else if (sub.isSet && name !== connectionManager && name !== 'envoy.http_connection_manager') {
    findings.error(sub, `Envoy filter: subfilter match requires filter match with ${connectionManager}`);
  } else if (sub.isSet && sub.at('name').text === '') {
    findings.error(sub, 'Envoy filter: subfilter match has no name to match on');
  }
}
