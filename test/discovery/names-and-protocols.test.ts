import { describe, expect, it } from 'vitest';
import { fromKubeService } from '../../sandbox/istio/discovery/kube-service';
import { kubePortProtocol } from '../../sandbox/istio/discovery/protocol';
import { resolveGatewayName, resolveShortName } from '../../sandbox/istio/discovery/short-name';

describe('short names', () => {
  it.each([
    ['reviews', 'reviews.shop.svc.cluster.local'],
    ['reviews.default', 'reviews.default'],
    ['example.com', 'example.com'],
    ['*', '*'],
    ['10.1.2.3', '10.1.2.3'],
    ['fe80::1', 'fe80::1'],
  ])('%s in namespace shop means %s', (host, full) => {
    expect(resolveShortName(host, 'shop', 'cluster.local')).toBe(full);
  });

  it.each([
    ['mesh', 'mesh'],
    ['front', 'shop/front'],
    ['./front', 'shop/front'],
    ['istio-system/front', 'istio-system/front'],
    ['front.istio-system.svc.cluster.local', 'istio-system/front'],
  ])('gateway %s in namespace shop means %s', (gateway, full) => {
    expect(resolveGatewayName(gateway, 'shop')).toBe(full);
  });
});

describe('the protocol of a Kubernetes port', () => {
  it.each([
    [{ port: 80, name: 'http' }, 'HTTP'],
    [{ port: 80, name: 'http-web' }, 'HTTP'],
    [{ port: 80, name: 'HTTP2-web' }, 'HTTP2'],
    [{ port: 80, name: 'grpc-web-x' }, 'GRPC-Web'],
    [{ port: 80, name: 'grpcweb' }, 'Unsupported'],
    [{ port: 80, name: 'web' }, 'Unsupported'],
    [{ port: 80 }, 'Unsupported'],
    [{ port: 3306 }, 'TCP'],
    [{ port: 3306, name: 'http' }, 'HTTP'],
    [{ port: 53, protocol: 'UDP' }, 'UDP'],
    [{ port: 80, name: 'tcp', appProtocol: 'http' }, 'HTTP'],
    [{ port: 80, name: 'http', appProtocol: 'kubernetes.io/h2c' }, 'HTTP2'],
    [{ port: 80, appProtocol: 'kubernetes.io/wss' }, 'HTTPS'],
  ])('%o is %s', (port, protocol) => {
    expect(kubePortProtocol(port)).toBe(protocol);
  });
});

describe('whom a Service is exported to', () => {
  it.each([
    [undefined, 'public'],
    ['', 'public'],
    ['~', 'none'],
    ['., other', new Set(['shop', 'other'])],
  ])('annotation %s', (annotation, visibility) => {
    const service = fromKubeService(
      {
        kind: 'Service',
        namespace: 'shop',
        name: 'web',
        creationTimestamp: '',
        labels: {},
        annotations: annotation === undefined ? {} : { 'networking.istio.io/exportTo': annotation },
        spec: {},
      },
      'cluster.local',
      ['*'],
    );
    expect(service.exportTo).toEqual(visibility);
  });
});
