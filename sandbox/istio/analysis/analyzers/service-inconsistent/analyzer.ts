import { defineAnalyzer } from '../../analyzer';

/** Compares Services of several clusters. There is one cluster here, so there is never anything to compare. */
export const serviceInconsistent = defineAnalyzer({
  name: 'services.MultiClusterServiceAnalyzer',
  description: 'Check the validity of services in the multi-cluster environment',
  inputs: ['Service'],
  analyze: () => undefined,
});
