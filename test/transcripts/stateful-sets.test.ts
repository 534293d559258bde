import { describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const DB = `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{name: http, port: 8080}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 3
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
      - {name: db, image: 'registry.k8s.io/echo:1', ports: [{containerPort: 8080}], volumeMounts: [{name: data, mountPath: /data}]}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 1Gi}}}
`;
const AGENT = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: 'agent:1'}]}
`;

function worldWith(yaml: string): World {
  const world = appWorld([]);
  say(world, 'kubectl label namespace default istio-injection=enabled');
  applyYaml(world, yaml);
  return world;
}

describe('a stateful set', () => {
  it('starts its pods one after the other, with names, numbers and volumes of their own', () => {
    const world = worldWith(DB);
    expect(say(world, 'kubectl get sts -o wide')).toBe(
      'NAME   READY   AGE   CONTAINERS   IMAGES\ndb     3/3     3s    db           registry.k8s.io/echo:1\n',
    );
    expect(
      say(
        world,
        'kubectl get pods -L statefulset.kubernetes.io/pod-name,apps.kubernetes.io/pod-index,controller-revision-hash,service.istio.io/canonical-name',
      ),
    )
      .toBe(`NAME   READY   STATUS    RESTARTS   AGE   POD-NAME   POD-INDEX   CONTROLLER-REVISION-HASH   CANONICAL-NAME
db-0   2/2     Running   0          3s    db-0       0           db-66b6bfbfdc              db
db-1   2/2     Running   0          1s    db-1       1           db-66b6bfbfdc              db
db-2   2/2     Running   0          1s    db-2       2           db-66b6bfbfdc              db
`);
    expect(
      say(
        world,
        "kubectl get pvc,pv --no-headers -o custom-columns='K:.kind,N:.metadata.name,P:.status.phase,C:.spec.storageClassName'",
      ),
    ).toMatch(
      /^PersistentVolumeClaim\s+data-db-0\s+Bound\s+fast\nPersistentVolumeClaim\s+data-db-1\s+Bound\s+fast\nPersistentVolumeClaim\s+data-db-2\s+Bound\s+fast\n(PersistentVolume\s+pvc-\S+\s+Bound\s+fast\n){3}$/,
    );
    expect(say(world, 'kubectl describe sts db | grep -v "^ *\\(Image\\|Port\\|Host\\)"')).toBe(
      `Name:               db
Namespace:          default
CreationTimestamp:  2026-11-21T10:00:01Z
Selector:           app=db
Labels:             <none>
Annotations:        <none>
Replicas:           3 desired | 3 total
Update Strategy:    RollingUpdate
  Partition:        0
Pods Status:        3 Running / 0 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=db
  Containers:
   db:
     Environment:  <none>
     Mounts:
       /data from data (rw)
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
Volume Claims:
  Name:          data
  StorageClass:  fast
  Labels:        <none>
  Annotations:   <none>
  Capacity:      1Gi
  Access Modes:  [ReadWriteOnce]
Events:
  Type    Reason            Age  From                    Message
  ----    ------            ---  ----                    -------
  Normal  SuccessfulCreate  3s   statefulset-controller  create Claim data-db-0 Pod db-0 in StatefulSet db success
  Normal  SuccessfulCreate  3s   statefulset-controller  create Pod db-0 in StatefulSet db successful
  Normal  SuccessfulCreate  1s   statefulset-controller  create Claim data-db-1 Pod db-1 in StatefulSet db success
  Normal  SuccessfulCreate  1s   statefulset-controller  create Pod db-1 in StatefulSet db successful
  Normal  SuccessfulCreate  1s   statefulset-controller  create Claim data-db-2 Pod db-2 in StatefulSet db success
  Normal  SuccessfulCreate  1s   statefulset-controller  create Pod db-2 in StatefulSet db successful
`,
    );
  });

  it.each([
    ['inside the mesh', ''],
    ['without a sidecar', '--labels=sidecar.istio.io/inject=false '],
  ])('has names for its pods that answer, from a pod %s', (_where, labels) => {
    const world = worldWith(DB);
    const run = `kubectl run tmp ${labels}--rm -iq --image=curlimages/curl --restart=Never -- curl -s`;
    expect(say(world, `${run} -o /dev/null -w '%{http_code}\\n' http://db-1.db:8080/`)).toBe('200\n');
    expect(say(world, `${run} -S http://db-9.db.default.svc.cluster.local:8080/`)).toBe(
      'curl: (6) Could not resolve host: db-9.db.default.svc.cluster.local\npod default/tmp terminated (Error)\n[exit 6]',
    );
  });

  it('is a workload to logs, proxy-config and describe', () => {
    const world = worldWith(DB);
    expect(say(world, 'kubectl logs sts/db')).toBe(
      'Found 3 pods, using pod/db-0\ndrydock: image "registry.k8s.io/echo:1" is not simulated; an echo server answers in its place\n',
    );
    expect(
      say(
        world,
        'istioctl proxy-config clusters statefulset/db --fqdn db.default.svc.cluster.local | tr -s " "',
      ),
    ).toBe(
      'SERVICE FQDN PORT SUBSET DIRECTION TYPE DESTINATION RULE\ndb.default.svc.cluster.local 8080 - outbound ORIGINAL_DST \n',
    );
    expect(say(world, 'istioctl x describe pod db-0 | head -6')).toBe(
      'Pod: db-0\n   Pod Revision: default\n   Pod Ports: 8080 (db)\n--------------------\nService: db\n   Port: http 8080/HTTP targets pod port 8080\n',
    );
  });

  it('ends and changes from the highest number, and keeps the claims', () => {
    const world = worldWith(DB);
    expect(say(world, 'kubectl scale sts db --replicas=2')).toBe('statefulset.apps/db scaled\n');
    world.settle();
    expect(say(world, 'kubectl get pods,pvc -o name')).toBe(
      'pod/db-0\npod/db-1\npersistentvolumeclaim/data-db-0\npersistentvolumeclaim/data-db-1\npersistentvolumeclaim/data-db-2\n',
    );
    expect(
      say(world, 'kubectl set image sts/db db=registry.k8s.io/echo:2; kubectl rollout status sts/db'),
    ).toBe(
      `statefulset.apps/db image updated
Waiting for statefulset spec update to be observed...
Waiting for 1 pods to be ready...
partitioned roll out complete: 2 new pods have been updated...
`,
    );
    expect(
      say(
        world,
        'kubectl get events --field-selector reason=SuccessfulDelete -o jsonpath="{.items[*].message}"',
      ),
    ).toBe(
      'delete Pod db-2 in StatefulSet db successful delete Pod db-1 in StatefulSet db successful delete Pod db-0 in StatefulSet db successful',
    );
    expect(say(world, 'kubectl rollout undo sts/db')).toBe('statefulset.apps/db rolled back\n');
    world.settle();
    expect(say(world, 'kubectl rollout history sts/db; kubectl get controllerrevisions')).toBe(
      `statefulset.apps/db 
REVISION  CHANGE-CAUSE
2         <none>
3         <none>

NAME            CONTROLLER            REVISION   AGE
db-66b6bfbfdc   statefulset.apps/db   3          7s
db-694699cc8f   statefulset.apps/db   2          3s
`,
    );
    expect(say(world, 'kubectl rollout pause sts/db')).toBe(
      'error: statefulsets.apps "db" pausing is not supported\n[exit 1]',
    );
  });

  it('is refused what a set cannot be or become', () => {
    const world = worldWith(DB);
    const patch = (spec: string): string =>
      say(world, `kubectl patch sts db --type=merge -p '{"spec":${spec}}'`);
    expect(patch('{"serviceName":"x"}')).toBe(
      `The StatefulSet "db" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden\n[exit 1]`,
    );
    expect(patch('{"template":{"spec":{"restartPolicy":"Never"}}}')).toBe(
      'The StatefulSet "db" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"\n[exit 1]',
    );
    expect(patch('{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}')).toBe(
      'statefulset.apps/db patched\n',
    );
    expect(say(world, 'kubectl rollout status sts/db')).toBe(
      'error: rollout status is only available for RollingUpdate strategy type\n[exit 1]',
    );
  });
});

describe('a daemon set', () => {
  it('keeps one pod on the one node, and replaces it', () => {
    const world = worldWith(AGENT);
    expect(say(world, 'kubectl get ds -o wide')).toBe(
      `NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE   CONTAINERS   IMAGES    SELECTOR
agent   1         1         1       1            1           <none>          2s    agent        agent:1   app=agent
`,
    );
    expect(say(world, 'kubectl rollout restart ds agent; kubectl rollout status ds agent')).toBe(
      `daemonset.apps/agent restarted
Waiting for daemon set spec update to be observed...
Waiting for daemon set "agent" rollout to finish: 0 of 1 updated pods are available...
daemon set "agent" successfully rolled out
`,
    );
    expect(say(world, 'kubectl describe ds agent | head -12')).toBe(
      `Name:                                            agent
Namespace:                                       default
Selector:                                        app=agent
Node-Selector:                                   <none>
Labels:                                          <none>
Annotations:                                     <none>
Desired Number of Nodes Scheduled:               1
Current Number of Nodes Scheduled:               1
Number of Nodes Scheduled with Up-to-date Pods:  1
Number of Nodes Scheduled with Available Pods:   1
Number of Nodes Misscheduled:                    0
Pods Status:                                     1 Running / 0 Waiting / 0 Succeeded / 0 Failed
`,
    );
    expect(
      say(
        world,
        `kubectl patch ds agent --type=merge -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxSurge":1}}}}'`,
      ),
    ).toBe(
      'Warning: spec.updateStrategy.rollingUpdate.maxSurge is stored but not simulated here: the old pod ends before the new one starts.\ndaemonset.apps/agent patched\n',
    );
    say(
      world,
      `kubectl patch ds agent --type=merge -p '{"spec":{"template":{"spec":{"nodeSelector":{"disk":"ssd"}}}}}'`,
    );
    world.settle();
    expect(say(world, 'kubectl get ds,pods --no-headers | tr -s " "')).toBe(
      'daemonset.apps/agent 0 0 0 0 0 disk=ssd 3s\n',
    );
  });
});
