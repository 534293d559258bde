import { ageColumn, defineKind } from '../../kind';
import { at, plain, string } from '../../read';
import { struct, text } from '../../schema/build';

/** Names the controller that serves the Ingresses of a class. */
export const ingressClass = defineKind({
  group: 'networking.k8s.io',
  versions: ['v1'],
  kind: 'IngressClass',
  plural: 'ingressclasses',
  singular: 'ingressclass',
  shortNames: [],
  namespaced: false,
  description:
    'An IngressClass names the controller that serves Ingresses; istio.io/ingress-controller is Istio.',
  schema: struct('IngressClass', {
    spec: struct('IngressClassSpec', {
      controller: text('The controller, as domain/path.'),
      parameters: struct(
        'IngressClassParametersReference',
        {
          apiGroup: text('API group of the object.'),
          kind: text('Kind of the object.'),
          name: text('Name of the object.'),
          namespace: text('Namespace of the object.'),
          scope: text('Cluster or Namespace.'),
        },
        'An object with settings for the controller.',
      ),
    }),
  }),
  columns: [
    { name: 'CONTROLLER', value: (object) => string(at(object.spec, 'controller')) },
    {
      name: 'PARAMETERS',
      value: (object) => {
        const parameters = at(object.spec, 'parameters');
        if (parameters === undefined) return '<none>';
        const group = plain(at(parameters, 'apiGroup'));
        const kind = `${plain(at(parameters, 'kind'))}${group === '' ? '' : `.${group}`}`;
        return `${kind}/${plain(at(parameters, 'name'))}`;
      },
    },
    ageColumn,
  ],
});
