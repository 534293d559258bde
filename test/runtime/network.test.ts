import { describe, expect, it } from 'vitest';
import { Cluster } from './cluster';

const MANIFESTS = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: echo, image: echo, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: peers}
spec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: node}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: alias}
spec: {type: ExternalName, externalName: web.default.svc.cluster.local}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: shop}
spec: {containers: [{name: curl, image: curlimages/curl}]}
`;

const cluster = new Cluster(2);
cluster.apply(MANIFESTS);
cluster.run(10_000);
const client = { namespace: 'shop', pod: 'client' };

describe('names in a pod of the namespace shop', () => {
  it.each([
    ['web', 'NXDOMAIN'],
    ['web.default', 'the service'],
    ['web.default.svc', 'the service'],
    ['WEB.default.svc.cluster.local', 'the service'],
    ['web.default.svc.cluster.local.', 'the service'],
    ['alias.default', 'the service'],
    ['peers.default', 'a pod'],
    ['nope.default', 'NXDOMAIN'],
    ['example.org', 'NXDOMAIN'],
  ])('%s is %s', (name, expected) => {
    const address = cluster.runtime.network.resolve(name, client);
    const service = cluster.runtime.network.resolve('web.default', client);
    const kind = address === undefined ? 'NXDOMAIN' : address === service ? 'the service' : 'a pod';
    expect(kind).toBe(expected);
  });
});

describe('services', () => {
  it('spread new connections over all ready pods', () => {
    const pods = Array.from({ length: 60 }, () => {
      const { body } = cluster.get(client, 'http://web.default/');
      return (JSON.parse(body) as { pod: string }).pod;
    });
    expect(new Set(pods).size).toBe(3);
  });

  it.each([
    ['http://empty.default/', { failure: 'refused' }],
    ['http://web.default:81/', { failure: 'refused' }],
    ['http://peers.default:9999/', { failure: 'refused' }],
  ])('%s answers %j', (url, failure) => {
    expect(cluster.send(client, url).outcome).toMatchObject(failure);
  });
});

describe('from outside', () => {
  const loadBalancer = cluster.runtime.ingressIP() ?? '';
  const service = cluster.runtime.network.resolve('web.default', client) ?? '';

  it.each([
    ['a node port', '192.168.49.2:30080', '200'],
    ['a closed node port', '192.168.49.2:30081', 'refused'],
    ['the load balancer', `${loadBalancer}:80`, '200'],
    ['another port of the load balancer', `${loadBalancer}:81`, 'refused'],
    ['a cluster address', `${service}:80`, 'timeout'],
    ['a pod address', '10.244.0.10:8080', 'timeout'],
  ])('%s answers %s', (_what, address, expected) => {
    const { outcome } = cluster.send('external', `http://${address}/`);
    expect('failure' in outcome ? outcome.failure : String(outcome.status)).toBe(expected);
  });

  it('waits as long as Linux does for an address that never answers', () => {
    expect(Math.round(cluster.send('external', `http://${service}/`).totalMs / 1000)).toBe(134);
  });
});
