import { describe, expect, it } from 'vitest';
import { KubectlTerminal } from './terminal';

const STORED = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress, Egress]
  ingress:
  - ports: [{port: 5432}]
    from:
    - podSelector: {matchLabels: {app: web}}
    - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 5
  metrics:
  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}
  - {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 500Mi}}}
  - {type: Object, object: {metric: {name: q}, target: {type: Value, value: 3}}}
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: old}
spec: {scaleTargetRef: {kind: Deployment, name: web}, minReplicas: 2, maxReplicas: 3, targetCPUUtilizationPercentage: 70}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 50%, selector: {matchLabels: {app: web}}}
---
apiVersion: coordination.k8s.io/v1
kind: Lease
metadata: {name: leader}
spec: {holderIdentity: web-0}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: example.com/disk
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: disk}
spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce, ReadOnlyMany], hostPath: {path: /data}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], volumeName: disk, resources: {requests: {storage: 2Gi}}}
`;

function terminal(): KubectlTerminal {
  return new KubectlTerminal({ 'stored.yaml': STORED });
}

describe('kinds that are stored', () => {
  it('say so where they would change traffic or pods', () => {
    expect(terminal().run('kubectl apply -f stored.yaml')).toBe(
      `Warning: spec is stored but not simulated here: the network lets every connection through.
networkpolicy.networking.k8s.io/db created
Warning: spec is stored but not simulated here: load is not measured, so the number of pods stays.
horizontalpodautoscaler.autoscaling/web created
horizontalpodautoscaler.autoscaling/old created
Warning: spec is stored but not simulated here: pods are never evicted.
poddisruptionbudget.policy/web created
lease.coordination.k8s.io/leader created
storageclass.storage.k8s.io/fast created
persistentvolume/disk created
persistentvolumeclaim/data created
`,
    );
  });

  it.each([
    ['get netpol', 'NAME   POD-SELECTOR   AGE\ndb     app=db         1s\n'],
    [
      'get hpa',
      `NAME   REFERENCE        TARGETS                                                   MINPODS   MAXPODS   REPLICAS   AGE
old    Deployment/web   cpu: <unknown>/70%                                        2         3         0          1s
web    Deployment/web   cpu: <unknown>/60%, memory: <unknown>/500Mi + 1 more...   1         5         0          1s
`,
    ],
    [
      'get pdb',
      'NAME   MIN AVAILABLE   MAX UNAVAILABLE   ALLOWED DISRUPTIONS   AGE\nweb    50%             N/A               0                     1s\n',
    ],
    ['get leases', 'NAME     HOLDER   AGE\nleader   web-0    1s\n'],
    [
      'get sc',
      'NAME   PROVISIONER        RECLAIMPOLICY   VOLUMEBINDINGMODE   ALLOWVOLUMEEXPANSION   AGE\nfast   example.com/disk   Delete          Immediate           false                  1s\n',
    ],
    [
      'get pv,pvc',
      `NAME                    CAPACITY   ACCESS MODES   RECLAIM POLICY   STATUS   CLAIM          STORAGECLASS   VOLUMEATTRIBUTESCLASS   REASON   AGE
persistentvolume/disk   2Gi        RWO,ROX        Retain           Bound    default/data                  <unset>                          1s

NAME                         STATUS   VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   VOLUMEATTRIBUTESCLASS   AGE
persistentvolumeclaim/data   Bound    disk     2Gi        RWO                           <unset>                 1s
`,
    ],
    [
      'describe netpol db',
      `Name:         db
Namespace:    default
Created on:   2026-11-21T10:00:01Z
Labels:       <none>
Annotations:  <none>
Spec:
  PodSelector:     app=db
  Allowing ingress traffic:
    To Port: 5432/TCP
    From:
      PodSelector: app=web
    From:
      IPBlock:
        CIDR: 10.0.0.0/8
        Except: 10.1.0.0/16
  Allowing egress traffic:
    <none> (Selected pods are isolated for egress connectivity)
  Policy Types: Ingress, Egress
`,
    ],
    [
      'delete pvc data; sleep 1; kubectl get pv --no-headers',
      'persistentvolumeclaim "data" deleted from default namespace\ndisk   2Gi   RWO,ROX   Retain   Released   default/data         <unset>         2s\n',
    ],
  ])('kubectl %s', (words, shown) => {
    const shell = terminal();
    shell.run('kubectl apply -f stored.yaml; sleep 1');
    expect(shell.run(`kubectl ${words}`)).toBe(shown);
  });

  it.each([
    [
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: x}, spec: {}}',
      'The NetworkPolicy "x" is invalid: spec.podSelector: Required value',
    ],
    [
      '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: x}, spec: {scaleTargetRef: {kind: Deployment, name: w}, minReplicas: 3, maxReplicas: 2}}',
      'The HorizontalPodAutoscaler "x" is invalid: spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`',
    ],
    [
      '{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: x}, spec: {}}',
      'The PersistentVolumeClaim "x" is invalid: \n* spec.accessModes: Required value: at least 1 access mode is required\n* spec.resources[storage]: Required value',
    ],
    [
      '{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: x}}',
      'The StorageClass "x" is invalid: provisioner: Required value',
    ],
  ])('%s is refused', (object, shown) => {
    const shell = new KubectlTerminal({ 'x.yaml': object });
    expect(shell.run('kubectl create -f x.yaml')).toBe(`${shown}\n[1]`);
  });
});
