import type { Field } from '../../../kinds/field';
import { defineAnalyzer, type Report } from '../../analyzer';
import type { MessageName } from '../../messages';
import type { Resource } from '../../resource';

const routes: readonly string[] = ['ROUTE_CONFIGURATION', 'HTTP_ROUTE'];
const replaceable: readonly string[] = ['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST'];

/** Patches that will not do what they say, or only in a certain order. */
export const envoyFilterOperation = defineAnalyzer({
  name: 'envoyfilter.EnvoyPatchAnalyzer',
  description: 'Checks an envoyFilters ',
  inputs: ['EnvoyFilter'],
  analyze(context, report) {
    const versioned = new Set<string>();
    for (const filter of context.all('EnvoyFilter')) checkFilter(filter, versioned, report);
  },
});

/** @param versioned names of filters that earlier patches touch for some proxy versions only */
function checkFilter(filter: Resource, versioned: Set<string>, report: Report): void {
  for (const patch of filter.spec.at('configPatches').items) {
    if (!patch.has('patch')) return;
    const name = filterNameOf(patch);
    const message = problemOf(patch, filter.spec.at('priority').number, versioned.has(name));
    if (message) {
      const { path } = patch.at('patch').at('operation');
      report(filter, message, [], { path, linePath: '' });
    }
    if (patch.at('match').at('proxy').at('proxyVersion').text !== '') versioned.add(name);
  }
}

function problemOf(patch: Field, priority: number, isVersioned: boolean): MessageName | undefined {
  const applyTo = patch.at('applyTo').text;
  const relative =
    priority !== 0
      ? undefined
      : isVersioned
        ? 'EnvoyFilterUsesRelativeOperationWithProxyVersion'
        : 'EnvoyFilterUsesRelativeOperation';
  switch (patch.at('patch').at('operation').text) {
    case 'ADD':
      return routes.includes(applyTo) ? 'EnvoyFilterUsesAddOperationIncorrectly' : undefined;
    case 'REMOVE':
      return routes.includes(applyTo) ? 'EnvoyFilterUsesRemoveOperationIncorrectly' : relative;
    case 'REPLACE':
      return replaceable.includes(applyTo) ? relative : 'EnvoyFilterUsesReplaceOperationIncorrectly';
    case 'INSERT_BEFORE':
    case 'INSERT_AFTER':
      return relative;
    default:
      return undefined;
  }
}

/** The filter that a patch brings along, or else the one it looks for. */
function filterNameOf(patch: Field): string {
  const value = patch.at('patch').at('value');
  if (value.entries.length === 0) return '';
  const own = value.at('name');
  if (own.isSet) return `string_value:${JSON.stringify(own.text)}`;
  return patch.at('match').at('listener').at('filterChain').at('filter').at('name').text;
}
