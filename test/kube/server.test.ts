import { describe, expect, it } from 'vitest';
import { createApiServer, type KubeObject, type WatchEvent } from '../../sandbox/kube/index';
import { RandomSource } from '../../sandbox/sim/index';
import { failure, testCluster } from './cluster';

const configMap = (name: string, data: Record<string, string>, namespace = 'default'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});
const key = (name: string) => ({ kind: 'ConfigMap', namespace: 'default', name });

describe('a new cluster', () => {
  it('has its namespaces and the service of the API', () => {
    const { names } = testCluster();
    expect(names('Namespace')).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
    expect(names('Service')).toEqual(['kubernetes']);
  });
});

describe('writes', () => {
  it('stamp new objects', () => {
    const { api } = testCluster();
    const { object, outcome } = api.create(configMap('a', { x: '1' }));
    expect(outcome).toBe('created');
    expect(object.metadata).toEqual({
      name: 'a',
      namespace: 'default',
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      creationTimestamp: '2026-11-21T10:00:00Z',
      resourceVersion: String(api.resourceVersion),
    });
  });

  it('answer frozen objects and leave the input alone', () => {
    const { api } = testCluster();
    const input = configMap('a', { x: '1' });
    const { object } = api.create(input);
    expect(Object.isFrozen(object.data)).toBe(true);
    expect(input.metadata.uid).toBeUndefined();
  });

  it('that change nothing keep the version and tell nobody', () => {
    const { api } = testCluster();
    const { object } = api.create(configMap('a', { x: '1' }));
    const events: WatchEvent[] = [];
    api.watch((event) => events.push(event));
    expect(api.update(configMap('a', { x: '1' })).outcome).toBe('unchanged');
    expect(api.get(key('a'))).toBe(object);
    expect(events).toEqual([]);
  });

  it('count generations of what is declared, not of metadata and status', () => {
    const { api, create } = testCluster();
    create(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}',
    );
    const deployment = { kind: 'Deployment', namespace: 'default', name: 'd' };
    const generation = (): number | undefined => api.get(deployment)?.metadata.generation;
    api.patch(deployment, { metadata: { labels: { x: 'y' } } });
    api.updateStatus(deployment, { replicas: 1 });
    expect(generation()).toBe(1);
    api.patch(deployment, { spec: { replicas: 3 } });
    expect(generation()).toBe(2);
    expect(api.get(deployment)?.status).toEqual({ replicas: 1 });
  });

  it('in a dry run change nothing', () => {
    const { api } = testCluster();
    const before = api.resourceVersion;
    expect(api.create(configMap('a', {}), { dryRun: true }).object.metadata.uid).toBeDefined();
    expect([api.get(key('a')), api.resourceVersion]).toEqual([undefined, before]);
  });

  it.each<[string, (cluster: ReturnType<typeof testCluster>) => unknown, string]>([
    [
      'a second object of a name',
      ({ api }) => api.create(configMap('a', {})),
      'AlreadyExists: configmaps "a" already exists',
    ],
    [
      'a missing namespace',
      ({ api }) => api.create(configMap('b', {}, 'nope')),
      'NotFound: namespaces "nope" not found',
    ],
    ['a missing object', ({ api }) => api.patch(key('b'), {}), 'NotFound: configmaps "b" not found'],
    [
      'an unknown kind',
      ({ api }) => api.create({ apiVersion: 'x/v1', kind: 'X', metadata: { name: 'x' } }),
      'NotFound: the server could not find the requested resource',
    ],
    [
      'an outdated version',
      ({ api }) =>
        api.update({ ...configMap('a', { y: '2' }), metadata: { name: 'a', resourceVersion: '1' } }),
      'Conflict: Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    ],
    [
      'a bad name',
      ({ api }) => api.create(configMap('A_b', {})),
      expect.stringContaining(
        'Invalid: ConfigMap "A_b" is invalid: metadata.name: Invalid value: "A_b"',
      ) as string,
    ],
  ])('are refused: %s', (_what, call, expected) => {
    const cluster = testCluster();
    cluster.api.create(configMap('a', {}));
    expect(failure(() => call(cluster))).toEqual(expected);
  });
});

describe('watching', () => {
  it('tells every listener of writes in write order, even those made by a listener', () => {
    const { api } = testCluster();
    const seen: string[] = [];
    api.watch(({ type, object }) => {
      seen.push(`first ${type} ${object.metadata.name}`);
      if (object.metadata.name === 'a' && type === 'ADDED') api.create(configMap('b', {}));
    });
    api.watch(({ type, object }) => seen.push(`second ${type} ${object.metadata.name}`));
    api.create(configMap('a', {}));
    expect(seen).toEqual(['first ADDED a', 'second ADDED a', 'first ADDED b', 'second ADDED b']);
  });

  it('answers what was there before', () => {
    const { api } = testCluster();
    const { object: old } = api.create(configMap('a', {}));
    let event: WatchEvent | undefined;
    const stop = api.watch((next) => (event = next));
    api.patch(key('a'), { data: { x: '1' } });
    expect(event).toMatchObject({ type: 'MODIFIED', old });
    stop();
    api.delete(key('a'));
    expect(event?.type).toBe('MODIFIED');
  });
});

describe('lists', () => {
  it('are sorted by namespace and name and stay the same array until something changes', () => {
    const { api } = testCluster();
    for (const [name, namespace] of [
      ['b', 'kube-system'],
      ['b', 'default'],
      ['a', 'kube-system'],
    ] as const)
      api.create(configMap(name, {}, namespace));
    const list = api.list('ConfigMap');
    expect(list.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([
      'default/b',
      'kube-system/a',
      'kube-system/b',
    ]);
    expect(api.list('ConfigMap')).toBe(list);
    expect(api.list('ConfigMap', 'kube-system')).toHaveLength(2);
  });
});

describe('services', () => {
  it('get the lowest free addresses and keep them', () => {
    const { api, create } = testCluster();
    const service = (name: string, extra = ''): string =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {${extra}ports: [{port: 80}]}\n`;
    create([service('a'), service('b', 'type: NodePort, '), service('c', 'clusterIP: None, ')].join('---\n'));
    const spec = (name: string): unknown => api.get({ kind: 'Service', namespace: 'default', name })?.spec;
    expect([spec('a'), spec('b'), spec('c')]).toMatchObject([
      { clusterIP: '10.96.0.10', type: 'ClusterIP' },
      { clusterIP: '10.96.0.11', ports: [{ port: 80, targetPort: 80, protocol: 'TCP', nodePort: 30000 }] },
      { clusterIP: 'None' },
    ]);
    api.patch({ kind: 'Service', namespace: 'default', name: 'a' }, { spec: { selector: { app: 'a' } } });
    expect(spec('a')).toMatchObject({ clusterIP: '10.96.0.10' });
  });
});

describe('a saved cluster', () => {
  it('comes back as it was', () => {
    const { api, create } = testCluster();
    create('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "1"}\n');
    const again = createApiServer({
      kinds: api.kinds,
      now: () => 0,
      random: new RandomSource(9),
      objects: api.stored(),
    });
    expect(again.stored()).toEqual(api.stored());
    expect(again.resourceVersion).toBe(api.resourceVersion);
  });
});
