import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const OBJECTS = `apiVersion: v1
kind: ConfigMap
metadata: {name: colours}
data: {SKY: blue, GRASS: green}
---
apiVersion: v1
kind: Secret
metadata: {name: words}
stringData: {open: sesame}
---
apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: a, version: v7}}
spec:
  serviceAccountName: default
  containers:
    - name: a
      image: docker.io/istio/examples-helloworld-v1:1.0
      ports: [{containerPort: 5000}]
      resources: {limits: {cpu: 1500m, memory: 1Gi}, requests: {memory: 64Mi}}
      envFrom:
        - {prefix: C_, configMapRef: {name: colours}}
        - {secretRef: {name: none, optional: true}}
      env:
        - {name: EMPTY}
        - {name: SERVICE_VERSION, valueFrom: {fieldRef: {fieldPath: "metadata.labels['version']"}}}
        - {name: WHERE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
        - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
        - {name: ACCOUNT, valueFrom: {fieldRef: {fieldPath: spec.serviceAccountName}}}
        - {name: NOTE, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['none']"}}}
        - {name: IPS, valueFrom: {fieldRef: {fieldPath: status.podIPs}}}
        - {name: WORD, valueFrom: {secretKeyRef: {name: words, key: open}}}
        - {name: NO_WORD, valueFrom: {secretKeyRef: {name: words, key: shut, optional: true}}}
        - {name: LAWN, valueFrom: {configMapKeyRef: {name: colours, key: GRASS}}}
        - {name: CPUS, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
        - {name: MILLICPUS, valueFrom: {resourceFieldRef: {resource: requests.cpu, divisor: 1m}}}
        - {name: MEBIBYTES, valueFrom: {resourceFieldRef: {resource: requests.memory, divisor: 1Mi}}}
        - {name: BYTES, valueFrom: {resourceFieldRef: {resource: limits.memory}}}
        - {name: GREETING, value: "$(WORD), $(C_SKY) $$(WORD) $(LATER) $WORD $$"}
        - {name: LATER, value: late}
---
apiVersion: v1
kind: Service
metadata: {name: a}
spec: {selector: {app: a}, ports: [{name: http, port: 5000}]}
`;

let world: World;
beforeAll(() => {
  world = appWorld(['curl']);
  applyYaml(world, OBJECTS);
  world.settle();
});

describe('the environment of a container', () => {
  it('is what its pod writes, fields of that, and what ConfigMaps and Secrets hold', () => {
    const ip = say(world, "kubectl get pod a -o jsonpath='{.status.podIP}'");
    const names =
      'ACCOUNT|BYTES|C_|CPUS|EMPTY|GREETING|HOSTNAME|IPS|LA[TW]|MEBI|MILLI|NO|SERVICE_|WHERE|WORD';
    expect(say(world, `kubectl exec a -c a -- env | grep -E '^(${names})' | sort`)).toBe(`ACCOUNT=default
BYTES=1073741824
CPUS=2
C_GRASS=green
C_SKY=blue
EMPTY=
GREETING=sesame, blue $(WORD) $(LATER) $WORD $
HOSTNAME=a
IPS=${ip}
LATER=late
LAWN=green
MEBIBYTES=64
MILLICPUS=1500
NODE=drydock
NOTE=
SERVICE_VERSION=v7
WHERE=default
WORD=sesame
`);
  });

  it('is what its program reads', () => {
    expect(say(world, 'kubectl exec deploy/curl -c curl -- curl -s http://a:5000/hello').split(',')[0]).toBe(
      'Hello version: v7',
    );
  });

  it('holds for its sidecar what that is told of its pod', () => {
    say(world, 'kubectl label namespace default istio-injection=enabled');
    say(world, 'kubectl rollout restart deploy/curl; kubectl rollout status deploy/curl');
    expect(
      say(
        world,
        "kubectl exec deploy/curl -c istio-proxy -- sh -c 'echo $POD_NAMESPACE $SERVICE_ACCOUNT $ISTIO_META_NODE_NAME $ISTIO_CPU_LIMIT $GOMEMLIMIT'",
      ),
    ).toBe('default curl drydock 2 1073741824\n');
  });
});
