import { translate } from '@docusaurus/Translate';

export const words = {
  label: translate({ id: 'inspect.label', message: 'Requests' }),
  filter: translate({ id: 'inspect.filter', message: 'Filter' }),
  filterExample: translate({ id: 'inspect.filterExample', message: 'path, status, version, flag' }),
  mine: translate({ id: 'inspect.mine', message: 'from outside' }),
  all: translate({ id: 'inspect.all', message: 'all' }),
  none: translate({
    id: 'inspect.none',
    message: 'No request yet. Run a curl in the terminal and every answer appears here.',
  }),
  noMatch: translate({ id: 'inspect.noMatch', message: 'No request matches the filter.' }),
  back: translate({ id: 'inspect.back', message: 'All requests' }),
  gone: translate({ id: 'inspect.gone', message: 'This request is no longer remembered.' }),
  passedOver: translate({ id: 'inspect.passedOver', message: 'Passed over' }),
  proof: translate({ id: 'inspect.proof', message: 'Every step' }),
  showLine: translate({ id: 'inspect.showLine', message: 'Show this line in the editor' }),
  noAnswer: translate({ id: 'inspect.noAnswer', message: 'no answer' }),
  direction: {
    gateway: translate({ id: 'inspect.direction.gateway', message: 'gateway' }),
    outbound: translate({ id: 'inspect.direction.outbound', message: 'sidecar, on the way out' }),
    inbound: translate({ id: 'inspect.direction.inbound', message: 'sidecar, on the way in' }),
    application: translate({ id: 'inspect.direction.application', message: 'application' }),
  },
  step: {
    listener: translate({ id: 'inspect.step.listener', message: 'Listener' }),
    filterChain: translate({ id: 'inspect.step.filterChain', message: 'Filter chain' }),
    filter: translate({ id: 'inspect.step.filter', message: 'Filter' }),
    virtualHost: translate({ id: 'inspect.step.virtualHost', message: 'Virtual host' }),
    route: translate({ id: 'inspect.step.route', message: 'Route' }),
    weightedCluster: translate({ id: 'inspect.step.weightedCluster', message: 'Draw' }),
    cluster: translate({ id: 'inspect.step.cluster', message: 'Cluster' }),
    endpoint: translate({ id: 'inspect.step.endpoint', message: 'Endpoint' }),
    attempt: translate({ id: 'inspect.step.attempt', message: 'Attempt' }),
    response: translate({ id: 'inspect.step.response', message: 'Answer' }),
  },
} as const;
