import { describe, expect, it } from 'vitest';
import { summarizePod } from '../../sandbox/kube/index';
import { Cluster } from './cluster';

const pod = (name: string, image: string, extra = ''): string => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {app: ${name}}
spec:
  containers:
  - name: main
    image: ${image}
${extra}`;

/** The distinct statuses that `kubectl get pods -w` would show. */
function history(cluster: Cluster, name: string, ms: number): string[] {
  const seen: string[] = [];
  const stop = cluster.api.watch(({ object }) => {
    if (object.kind !== 'Pod' || object.metadata.name !== name) return;
    const { ready, total, status, restarts } = summarizePod(object);
    const line = `${String(ready)}/${String(total)} ${status} ${String(restarts)}`;
    if (seen.at(-1) !== line) seen.push(line);
  });
  cluster.run(ms);
  stop();
  return seen;
}

describe('a pod', () => {
  it('goes from Pending to Running within a few seconds', () => {
    const cluster = new Cluster();
    cluster.apply(pod('web', 'echo', '    ports: [{containerPort: 8080}]'));
    expect(history(cluster, 'web', 4000)).toEqual([
      '0/1 Pending 0',
      '0/1 ContainerCreating 0',
      '1/1 Running 0',
    ]);
  });

  it('gets a node and an address', () => {
    const cluster = new Cluster();
    cluster.apply(pod('web', 'echo'));
    cluster.run(4000);
    const stored = cluster.api.get({ kind: 'Pod', namespace: 'default', name: 'web' });
    expect(stored?.spec).toMatchObject({ nodeName: 'drydock' });
    expect(stored?.status).toMatchObject({ phase: 'Running', podIP: '10.244.0.10', hostIP: '192.168.49.2' });
  });

  it('runs init containers first', () => {
    const cluster = new Cluster();
    cluster.apply(
      pod(
        'web',
        'echo',
        '  initContainers:\n  - {name: prepare, image: echo}\n  - {name: migrate, image: echo}',
      ),
    );
    expect(history(cluster, 'web', 5000)).toEqual([
      '0/1 Pending 0',
      '0/1 Init:0/2 0',
      '0/1 Init:1/2 0',
      '0/1 PodInitializing 0',
      '1/1 Running 0',
    ]);
  });

  it('is not ready before its probe succeeds', () => {
    const cluster = new Cluster();
    const probe = '    readinessProbe: {httpGet: {path: /flaky/ready/2, port: 8080}, periodSeconds: 5}';
    cluster.apply(pod('web', 'echo', `    ports: [{containerPort: 8080}]\n${probe}`));
    cluster.run(8000);
    const ready = (): number => {
      const stored = cluster.api.get({ kind: 'Pod', namespace: 'default', name: 'web' });
      return stored === undefined ? -1 : summarizePod(stored).ready;
    };
    expect(ready()).toBe(0);
    cluster.run(6000);
    expect(ready()).toBe(1);
  });

  it('crashes again and again, waiting longer each time', () => {
    const cluster = new Cluster();
    cluster.apply(pod('bad', 'drydock/crash'));
    expect(history(cluster, 'bad', 40_000)).toEqual([
      '0/1 Pending 0',
      '0/1 ContainerCreating 0',
      '1/1 Running 0',
      '0/1 Error 0',
      '0/1 CrashLoopBackOff 0',
      '1/1 Running 1',
      '0/1 Error 1',
      '0/1 CrashLoopBackOff 1',
      '1/1 Running 2',
      '0/1 Error 2',
      '0/1 CrashLoopBackOff 2',
    ]);
  });

  it('stands in for an image nobody knows, and says so', () => {
    const cluster = new Cluster();
    cluster.apply(pod('shop', 'example.com/shop:2'));
    cluster.apply(pod('client', 'curlimages/curl'));
    cluster.run(5000);
    const ip = (
      cluster.api.get({ kind: 'Pod', namespace: 'default', name: 'shop' })?.status as { podIP: string }
    ).podIP;
    const answer = cluster.get({ namespace: 'default', pod: 'client' }, `http://${ip}:3000/cart`);
    expect(JSON.parse(answer.body)).toMatchObject({ workload: 'shop', path: '/cart', port: 3000 });
    expect(cluster.runtime.logs('default', 'shop', 'main')?.map(({ text }) => text)).toEqual([
      'drydock: image "example.com/shop:2" is not simulated; an echo server answers in its place',
    ]);
  });

  it('stops answering and calling when it is deleted', () => {
    const cluster = new Cluster();
    cluster.apply(pod('web', 'echo', '    ports: [{containerPort: 8080}]'));
    cluster.apply(pod('client', 'curlimages/curl'));
    cluster.run(5000);
    const client = { namespace: 'default', pod: 'client' };
    expect(cluster.get(client, 'http://10.244.0.10:8080/').status).toBe(200);
    cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'web' });
    const { outcome, totalMs } = cluster.send(client, 'http://10.244.0.10:8080/');
    expect(outcome).toEqual({ failure: 'unreachable' });
    expect(totalMs).toBeGreaterThan(2900);
  });
});
