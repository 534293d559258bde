import { describe, expect, it } from 'vitest';
import { isPodReady } from '../../sandbox/kube/index';
import { testCluster, type TestCluster } from './cluster';

const WEB = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{name: http, port: 80, targetPort: main}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 4
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: 'web:1', ports: [{name: main, containerPort: 8080}]}]}
`;
const DEPLOYMENT = { kind: 'Deployment', namespace: 'default', name: 'web' };

function running(seed?: number): TestCluster {
  const cluster = testCluster({ alive: true, ...(seed === undefined ? {} : { seed }) });
  cluster.create(WEB);
  cluster.kernel.runUntil(5_000_000);
  return cluster;
}

describe('a deployment', () => {
  it('makes a replica set and pods with names as Kubernetes makes them', () => {
    const { names } = running();
    const [set = ''] = names('ReplicaSet');
    expect(set).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{8,10}$/);
    expect(names('Pod')).toHaveLength(4);
    for (const pod of names('Pod'))
      expect(pod).toMatch(new RegExp(`^${set}-[bcdfghjklmnpqrstvwxz2456789]{5}$`));
  });

  it('names the same seed the same', () => {
    expect(running(3).names('Pod')).toEqual(running(3).names('Pod'));
    expect(running(3).names('Pod')).not.toEqual(running(4).names('Pod'));
  });

  it('reports what runs', () => {
    const { api } = running();
    expect(api.get(DEPLOYMENT)?.status).toMatchObject({
      observedGeneration: 1,
      replicas: 4,
      updatedReplicas: 4,
      readyReplicas: 4,
      availableReplicas: 4,
      conditions: [
        { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
      ],
    });
  });

  it('keeps its replica set when it is scaled, down to nothing', () => {
    const { api, kernel, names } = running();
    const sets = names('ReplicaSet');
    api.patch(DEPLOYMENT, { spec: { replicas: 0 } });
    kernel.runUntil(10_000_000);
    expect([names('ReplicaSet'), names('Pod')]).toEqual([sets, []]);
    expect(api.get(DEPLOYMENT)?.status).toMatchObject({ observedGeneration: 2 });
  });

  it('replaces a deleted pod', () => {
    const { api, kernel, names } = running();
    const [gone = ''] = names('Pod');
    api.delete({ kind: 'Pod', namespace: 'default', name: gone });
    kernel.runUntil(10_000_000);
    expect(names('Pod')).toHaveLength(4);
    expect(names('Pod')).not.toContain(gone);
  });

  it('rolls a new template out within 25 % more and 25 % fewer pods', () => {
    const { api, kernel, names } = running();
    const [old = ''] = names('ReplicaSet');
    let most = 0;
    let least = Infinity;
    api.watch(({ object }) => {
      const wanted = api.list('ReplicaSet').map(({ spec }) => (spec as { replicas: number }).replicas);
      most = Math.max(most, ...[wanted.reduce((sum, replicas) => sum + replicas, 0)]);
      if (object.kind === 'Pod') least = Math.min(least, api.list('Pod').filter(isPodReady).length);
    });
    api.patch(DEPLOYMENT, { spec: { template: { metadata: { annotations: { restarted: 'now' } } } } });
    kernel.runUntil(30_000_000);
    expect([most, least]).toEqual([5, 3]);
    expect(names('Pod').some((pod) => pod.startsWith(old))).toBe(false);
    const revisions = api
      .list('ReplicaSet')
      .map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision']);
    expect([...revisions].sort()).toEqual(['1', '2']);
  });

  it('removes everything before it makes anything when it recreates', () => {
    const { api, kernel } = running();
    api.patch(DEPLOYMENT, { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } });
    const counts: number[] = [];
    api.watch(({ object }) => {
      if (object.kind === 'Pod') counts.push(api.list('Pod').length);
    });
    api.patch(DEPLOYMENT, { spec: { template: { metadata: { annotations: { restarted: 'now' } } } } });
    kernel.runUntil(30_000_000);
    expect(Math.max(...counts)).toBe(4);
    expect(counts).toContain(0);
    expect(api.list('Pod')).toHaveLength(4);
  });

  it('takes its replica sets and pods with it', () => {
    const { api, kernel, names } = running();
    api.delete(DEPLOYMENT);
    kernel.runUntil(10_000_000);
    expect([names('ReplicaSet'), names('Pod')]).toEqual([[], []]);
  });
});

describe('a service', () => {
  it('has the ready pods as endpoints, at the port its name stands for', () => {
    const { api, names } = running();
    const [slice] = api.list('EndpointSlice', 'default');
    expect(slice?.metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(slice).toMatchObject({
      addressType: 'IPv4',
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    });
    const targets = (slice?.['endpoints'] as { targetRef: { name: string } }[]).map(
      ({ targetRef }) => targetRef.name,
    );
    expect(targets).toEqual(names('Pod'));
  });

  it('loses endpoints that are not ready', () => {
    const { api, kernel, names } = running();
    const [name = ''] = names('Pod');
    api.updateStatus(
      { kind: 'Pod', namespace: 'default', name },
      { phase: 'Running', podIP: '10.244.0.99', conditions: [] },
    );
    kernel.runUntil(10_000_000);
    const [subset] = api.get({ kind: 'Endpoints', namespace: 'default', name: 'web' })?.['subsets'] as Record<
      string,
      unknown[]
    >[];
    expect([subset?.['addresses']?.length, subset?.['notReadyAddresses']?.length]).toEqual([3, 1]);
  });

  it('of type LoadBalancer gets an address from outside and gives it back', () => {
    const { api, kernel } = running();
    const key = { kind: 'Service', namespace: 'default', name: 'web' };
    expect(api.get(key)?.status).toEqual({
      loadBalancer: { ingress: [{ ip: '198.51.100.1', ipMode: 'VIP' }] },
    });
    api.patch(key, { spec: { type: 'ClusterIP' } });
    kernel.runUntil(10_000_000);
    expect(api.get(key)?.status).toEqual({ loadBalancer: {} });
  });

  it('takes its endpoints with it', () => {
    const { api, kernel, names } = running();
    api.delete({ kind: 'Service', namespace: 'default', name: 'web' });
    kernel.runUntil(10_000_000);
    expect([names('EndpointSlice'), names('Endpoints')]).toEqual([[], []]);
  });
});

describe('a namespace', () => {
  it('has a service account and is emptied when it goes', () => {
    const { api, kernel, create } = testCluster({ alive: true });
    create('apiVersion: v1\nkind: Namespace\nmetadata: {name: foo}\n');
    kernel.runUntil(1_000_000);
    expect(api.list('ServiceAccount', 'foo')).toHaveLength(1);
    create('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: foo}\n');
    api.delete({ kind: 'Namespace', namespace: '', name: 'foo' });
    kernel.runUntil(2_000_000);
    expect([api.list('ConfigMap', 'foo'), api.list('ServiceAccount', 'foo')]).toEqual([[], []]);
  });
});
