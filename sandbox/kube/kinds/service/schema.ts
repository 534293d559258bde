// data table
import type { Schema } from '../../schema';
import { flag, int32, intOrString, list, listBy, opaque, struct, text, texts } from '../../schema/build';

export const serviceSchema: Schema = struct('Service', {
  spec: struct(
    'ServiceSpec',
    {
      type: text('ClusterIP, NodePort, LoadBalancer or ExternalName; default ClusterIP.'),
      selector: texts('Labels of the pods behind the service.'),
      ports: listBy(
        'port',
        struct('ServicePort', {
          name: text('Name of the port; Istio reads the protocol from it (http, grpc-web, tcp-db ...).'),
          protocol: { ...text('TCP, UDP or SCTP.'), default: 'TCP' },
          appProtocol: text('Protocol of the application; wins over the name.'),
          port: int32('Port of the service.'),
          targetPort: intOrString('Number or name of the port of the pods; default the same as port.'),
          nodePort: int32('Port on every node.'),
        }),
        'Ports of the service.',
      ),
      clusterIP: text('Address of the service; None for a headless one.'),
      clusterIPs: list(text()),
      externalName: text('Name an ExternalName service stands for.'),
      externalIPs: list(text()),
      externalTrafficPolicy: text(),
      internalTrafficPolicy: text(),
      trafficDistribution: text(),
      sessionAffinity: text(),
      sessionAffinityConfig: opaque(),
      publishNotReadyAddresses: flag('Whether pods that are not ready count as endpoints.'),
      loadBalancerIP: text(),
      loadBalancerClass: text(),
      loadBalancerSourceRanges: list(text()),
      allocateLoadBalancerNodePorts: flag(),
      healthCheckNodePort: int32(),
      ipFamilies: list(text()),
      ipFamilyPolicy: text(),
    },
    'Which pods answer at which ports.',
  ),
  status: struct('ServiceStatus', {
    loadBalancer: struct('LoadBalancerStatus', { ingress: list(opaque()) }),
    conditions: list(opaque()),
  }),
});
