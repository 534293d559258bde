import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: a, version: v7}}
spec:
  containers:
    - name: a
      image: docker.io/istio/examples-helloworld-v1:1.0
      ports: [{containerPort: 5000}]
      resources: {limits: {memory: 1Gi}}
      envFrom:
        - {configMapRef: {name: colours}}
        - {prefix: W_, secretRef: {name: none, optional: true}}
      env:
        - {name: WORD, valueFrom: {secretKeyRef: {name: words, key: open}}}
        - {name: SERVICE_VERSION, valueFrom: {configMapKeyRef: {name: colours, key: SKY, optional: true}}}
        - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
        - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
        - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
        - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory}}}
        - {name: LINES, value: "one\\ntwo"}
    - {name: b, image: curlimages/curl, command: [sleep, infinity]}
`;
const JOB = `apiVersion: batch/v1
kind: Job
metadata: {name: greet}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: greet
          image: busybox
          env: [{name: WHO, value: world}]
          command: [echo, "hello $(WHO)"]
          args: ["$$(WHO) is $(WHO)", $(NOBODY)]
`;
const COLOURS = 'kubectl create configmap colours --from-literal=SKY=blue';

describe('what a container is started with', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld([]);
  });
  const status = (): string =>
    say(world, 'kubectl get pod a --no-headers').replace(/ +/g, ' ').split(' ').slice(1, 3).join(' ');
  const waiting = (): string =>
    say(
      world,
      `kubectl get pod a -o jsonpath='{.status.containerStatuses[?(@.name=="a")].state.waiting.message}'`,
    );

  it('has to be there: until then the container waits, and others do not', () => {
    applyYaml(world, POD);
    say(world, 'sleep 5');
    expect([status(), waiting()]).toEqual([
      '1/2 CreateContainerConfigError',
      'configmap "colours" not found',
    ]);
    say(world, `${COLOURS}; sleep 16`);
    expect(waiting()).toBe('secret "words" not found');
    say(world, 'kubectl create secret generic words --from-literal=shut=up; sleep 16');
    expect(waiting()).toBe("couldn't find key open in Secret default/words");
    expect(
      say(
        world,
        "kubectl get events --field-selector type=Warning -o custom-columns=R:.reason,M:.message --no-headers | sed 's/  */ /' | uniq",
      ),
    ).toBe(
      `Failed Error: configmap "colours" not found
Failed Error: secret "words" not found
Failed Error: couldn't find key open in Secret default/words
`,
    );
    say(world, `kubectl patch secret words -p '{"stringData":{"open":"sesame"}}'; sleep 16`);
    expect(status()).toBe('2/2 Running');
    expect(say(world, 'kubectl exec a -c a -- printenv WORD SKY SERVICE_VERSION')).toBe(
      'sesame\nblue\nblue\n',
    );
  });

  it('may be deleted while it waits', () => {
    applyYaml(world, POD);
    say(world, 'sleep 20; kubectl delete pod a');
    expect(
      say(
        world,
        `${COLOURS}; sleep 60; kubectl get pods; kubectl get events --field-selector reason=Failed --no-headers | wc -l`,
      ),
    ).toBe('configmap/colours created\nNo resources found in default namespace.\n1\n');
  });

  it('is described by where it comes from', () => {
    applyYaml(world, POD);
    world.settle();
    const described = say(world, "kubectl describe pod a | sed -n '/Environment Var/,/Mounts/p' | head -13");
    expect(described).toBe(`    Environment Variables from:
      colours  ConfigMap                Optional: false
      none     Secret with prefix 'W_'  Optional: true
    Environment:
      WORD:             <set to the key 'open' in secret 'words'>       Optional: false
      SERVICE_VERSION:  <set to the key 'SKY' of config map 'colours'>  Optional: true
      POD:              a (v1:metadata.name)
      IP:                (v1:status.podIP)
      CPU:              node allocatable (limits.cpu)
      MEMORY:           1073741824 (limits.memory)
      LINES:            one
                        two
    Mounts:             <none>
`);
  });

  it('has its variables in its command line', () => {
    applyYaml(world, JOB);
    world.settle();
    expect(say(world, 'sleep 10; kubectl logs job/greet | tail -1')).toBe(
      'hello world $(WHO) is world $(NOBODY)\n',
    );
  });
});
