// data table
import type { Schema } from '../../schema';
import { int32, list, opaque, struct, text } from '../../schema/build';

const backend = (description: string): Schema =>
  struct(
    'IngressBackend',
    {
      service: struct(
        'IngressServiceBackend',
        {
          name: text('Name of the service, in the namespace of the Ingress.'),
          port: struct(
            'ServiceBackendPort',
            { name: text('Name of the port.'), number: int32('Number of the port.') },
            'The port of the service, by name or by number.',
          ),
        },
        'The service that gets the requests.',
      ),
      resource: {
        ...opaque('Another object instead of a service; Istio has none.'),
        unsupported: 'only Services are looked for.',
      },
    },
    description,
  );

export const ingressSchema: Schema = struct('Ingress', {
  spec: struct(
    'IngressSpec',
    {
      ingressClassName: text('The IngressClass; it tells which controller serves this Ingress.'),
      defaultBackend: backend('Where requests go that no rule takes.'),
      rules: list(
        struct('IngressRule', {
          host: text('The host, such as shop.example.com or *.example.com; every host when left out.'),
          http: struct('HTTPIngressRuleValue', {
            paths: list(
              struct('HTTPIngressPath', {
                path: text('The path.'),
                pathType: text('Exact, Prefix (whole segments) or ImplementationSpecific.'),
                backend: backend('Where the requests go.'),
              }),
              'Paths and where they lead.',
            ),
          }),
        }),
        'Hosts and their paths.',
      ),
      tls: list(
        struct('IngressTLS', {
          hosts: list(text(), 'Hosts in the certificate.'),
          secretName: text('Name of the Secret with the certificate.'),
        }),
        'Certificates for HTTPS.',
      ),
    },
    'Which hosts and paths lead to which services.',
  ),
  status: struct('IngressStatus', {
    loadBalancer: struct('IngressLoadBalancerStatus', { ingress: list(opaque()) }),
  }),
});
