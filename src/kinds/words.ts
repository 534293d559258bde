import { translate } from '@docusaurus/Translate';

export const words = {
  title: translate({ id: 'kinds.title', message: 'Kinds' }),
  intro: translate({
    id: 'kinds.intro',
    message:
      'What Istio and Gateway API add to a cluster: every kind with every field, as the simulator declares it. `kubectl explain`, completion and hover in the editor say the same.',
  }),
  path: translate({ id: 'kinds.path', message: 'Where this page is' }),
  versions: translate({ id: 'kinds.versions', message: 'Versions' }),
  names: translate({ id: 'kinds.names', message: 'Names for kubectl' }),
  columns: translate({ id: 'kinds.columns', message: 'Columns' }),
  scope: translate({ id: 'kinds.scope', message: 'Scope' }),
  namespaced: translate({ id: 'kinds.namespaced', message: 'in a namespace' }),
  clusterWide: translate({ id: 'kinds.clusterWide', message: 'the whole cluster' }),
  fields: translate({ id: 'kinds.fields', message: 'Fields' }),
  required: translate({ id: 'kinds.required', message: 'required' }),
  oneOf: translate({ id: 'kinds.oneOf', message: 'One of' }),
  sameAs: translate({ id: 'kinds.sameAs', message: 'The same fields as' }),
  notSimulated: translate({ id: 'kinds.notSimulated', message: 'Not simulated' }),
} as const;
