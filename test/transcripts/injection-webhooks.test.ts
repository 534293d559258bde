import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

describe('the webhooks of an installation', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld([]);
    say(world, 'kubectl label namespace default istio-injection=enabled');
  });
  const later = (ms: number): void => {
    world.runUntil(world.nowMs() + ms);
  };
  const ready = (): string => say(world, "kubectl get pods --no-headers | awk '{print $2}'").trim();

  it('are listed with how many there are in each configuration', () => {
    expect(say(world, 'kubectl get mutatingwebhookconfigurations')).toBe(
      `NAME                         WEBHOOKS   AGE
istio-revision-tag-default   4          1s
istio-sidecar-injector       4          1s
`,
    );
  });

  it('inject nothing any more once they are deleted', () => {
    say(world, 'kubectl create deployment web --image=nginx');
    later(20_000);
    expect(ready()).toBe('2/2');
    say(world, 'kubectl delete mutatingwebhookconfiguration istio-revision-tag-default');
    say(world, 'kubectl rollout restart deployment web');
    later(60_000);
    expect(ready()).toBe('1/1');
  });

  it('keep a deployment from its pods while nobody answers them', () => {
    say(world, 'kubectl scale deployment istiod -n istio-system --replicas=0');
    say(world, 'kubectl create deployment web --image=nginx');
    later(10_000);
    expect(ready()).toBe('No resources found in default namespace.');
    expect(
      say(world, 'kubectl get events --no-headers | awk \'{$1=""; print}\' | grep FailedCreate'),
    ).toContain(
      ' Warning FailedCreate replicaset/web-57566f9d89 Error creating: Internal error occurred: failed calling webhook "namespace.sidecar-injector.istio.io": failed to call webhook: Post "https://istiod.istio-system.svc:443/inject?timeout=10s": no endpoints available for service "istiod"',
    );
    expect(say(world, 'kubectl describe deployment web | grep -A5 ^Conditions')).toBe(
      `Conditions:
  Type            Status  Reason
  ----            ------  ------
  Available       False   MinimumReplicasUnavailable
  Progressing     True    ReplicaSetUpdated
  ReplicaFailure  True    FailedCreate
`,
    );
    say(world, 'kubectl scale deployment istiod -n istio-system --replicas=1');
    later(60_000);
    expect(ready()).toBe('2/2');
  });

  const pod = '{containers: [{name: a, image: nginx}], restartPolicy: RESTART}';
  const selected = `selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: ${pod.replace('RESTART', 'Always')}}`;
  it.each([
    ['apps/v1', 'StatefulSet', selected, 'create Pod a-0 in StatefulSet a failed error: Internal error'],
    ['apps/v1', 'DaemonSet', selected, 'Error creating: Internal error'],
    [
      'batch/v1',
      'Job',
      `template: {spec: ${pod.replace('RESTART', 'Never')}}`,
      'Error creating: Internal error',
    ],
  ])('keep the pods of %s %s away for as long', (apiVersion, kind, spec, told) => {
    say(world, 'kubectl scale deployment istiod -n istio-system --replicas=0');
    applyYaml(world, `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}, spec: {${spec}}}`);
    later(10_000);
    expect(ready()).toBe('No resources found in default namespace.');
    expect(say(world, 'kubectl get events | grep FailedCreate')).toContain(told);
    say(world, 'kubectl scale deployment istiod -n istio-system --replicas=1');
    later(60_000);
    expect(ready()).toBe('2/2');
  });

  it('that overlap are found in the cluster', () => {
    say(
      world,
      "kubectl get mutatingwebhookconfiguration istio-revision-tag-default -o yaml | sed 's/name: istio-revision-tag-default/name: mine/' | kubectl apply -f -",
    );
    expect(say(world, 'istioctl analyze -A')).toContain(
      'Error [IST0139] (MutatingWebhookConfiguration mine) Webhook overlaps with others: [istio-revision-tag-default/namespace.sidecar-injector.istio.io]. This may cause injection to occur twice.',
    );
  });
});
