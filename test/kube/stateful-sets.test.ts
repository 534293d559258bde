import { describe, expect, it } from 'vitest';
import { testCluster, type TestCluster } from './cluster';

const KEY = { kind: 'StatefulSet', namespace: 'default', name: 'db' };

function running(more = ''): TestCluster {
  const cluster = testCluster({ alive: true });
  cluster.create(`
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 3
  ${more}
  selector: {matchLabels: {app: db}}
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: 'db:1'}]}}
`);
  return cluster;
}

/** Lets seconds pass, and answers the pods with their images. */
function after(seconds: number, { kernel, api }: TestCluster): string {
  kernel.runUntil(kernel.nowUs + seconds * 1_000_000);
  const image = (spec: unknown): string =>
    (spec as { containers: readonly { image: string }[] }).containers[0]?.image ?? '';
  return api
    .list('Pod')
    .map(({ metadata, spec }) => `${metadata.name} ${image(spec)}`)
    .join(', ');
}

function change(spec: unknown, { api }: TestCluster): void {
  api.patch(KEY, { spec });
}

const NEW_IMAGE = { template: { spec: { containers: [{ name: 'c', image: 'db:2' }] } } };

describe('the pods of a stateful set', () => {
  it.each([
    ['wait for the one before', '', 'db-0 db:1', 'db-0 db:1, db-1 db:1'],
    [
      'start at once when they may',
      'podManagementPolicy: Parallel',
      'db-0 db:1, db-1 db:1, db-2 db:1',
      'db-0 db:1, db-1 db:1, db-2 db:1',
    ],
    ['count from where they are told', 'ordinals: {start: 5}', 'db-5 db:1', 'db-5 db:1, db-6 db:1'],
  ])('%s', (_what, more, soon, later) => {
    const cluster = running(more);
    expect(after(0.5, cluster)).toBe(soon);
    expect(after(1, cluster)).toBe(later);
  });

  it('change from the highest number', () => {
    const cluster = running();
    after(5, cluster);
    change(NEW_IMAGE, cluster);
    expect(after(0.5, cluster)).toBe('db-0 db:1, db-1 db:1, db-2 db:2');
    expect(after(1, cluster)).toBe('db-0 db:1, db-1 db:2, db-2 db:2');
    expect(after(2, cluster)).toBe('db-0 db:2, db-1 db:2, db-2 db:2');
    expect(cluster.api.get(KEY)?.status).toMatchObject({
      replicas: 3,
      updatedReplicas: 3,
      currentReplicas: 3,
    });
  });

  it.each([
    [
      'below the partition keep the old template',
      'updateStrategy: {rollingUpdate: {partition: 2}}',
      'db-0 db:1, db-1 db:1, db-2 db:2',
    ],
    ['stay until they are deleted', 'updateStrategy: {type: OnDelete}', 'db-0 db:1, db-1 db:1, db-2 db:1'],
  ])('%s', (_what, more, changed) => {
    const cluster = running(more);
    after(5, cluster);
    change(NEW_IMAGE, cluster);
    expect(after(5, cluster)).toBe(changed);
    cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'db-0' });
    cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'db-2' });
    const first = more.includes('OnDelete') ? 'db-0 db:2' : 'db-0 db:1';
    expect(after(5, cluster)).toBe(`${first}, db-1 db:1, db-2 db:2`);
  });

  it('end from the highest number', () => {
    const cluster = running();
    after(5, cluster);
    change({ replicas: 1 }, cluster);
    expect(after(1, cluster)).toBe('db-0 db:1');
    expect(
      cluster.api
        .list('Event')
        .filter(({ reason }) => reason === 'SuccessfulDelete')
        .map(({ message }) => message)
        .sort(),
    ).toEqual([
      'delete Pod db-1 in StatefulSet db successful',
      'delete Pod db-2 in StatefulSet db successful',
    ]);
  });

  it.each([
    ['keep their claims', '', ['data-db-0', 'data-db-1', 'data-db-2']],
    ['take their claims along', 'persistentVolumeClaimRetentionPolicy: {whenScaled: Delete},', ['data-db-0']],
  ])('%s when they are scaled away', (_what, more, claims) => {
    const template = `${more === '' ? '' : `${more.slice(0, -1)}\n  `}volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]`;
    const cluster = running(template);
    after(5, cluster);
    change({ replicas: 1 }, cluster);
    after(5, cluster);
    expect(cluster.names('PersistentVolumeClaim')).toEqual(claims);
    expect(cluster.names('PersistentVolume')).toHaveLength(claims.length);
  });

  it('go with their set, and so do their claims where that is wanted', () => {
    const cluster = running(
      'persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]',
    );
    after(5, cluster);
    cluster.api.delete(KEY);
    after(1, cluster);
    for (const kind of ['Pod', 'ControllerRevision', 'PersistentVolumeClaim', 'PersistentVolume'])
      expect(cluster.names(kind)).toEqual([]);
  });

  it('leave as many old templates as are kept', () => {
    const cluster = running('revisionHistoryLimit: 1');
    after(5, cluster);
    for (const image of ['db:2', 'db:3', 'db:4']) {
      change({ template: { spec: { containers: [{ name: 'c', image }] } } }, cluster);
      after(8, cluster);
    }
    expect(
      cluster.api
        .list('ControllerRevision')
        .map((revision) => revision['revision'])
        .sort(),
    ).toEqual([3, 4]);
  });
});
