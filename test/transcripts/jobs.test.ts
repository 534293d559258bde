import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, applyYaml, say } from '../support/app-world';

const PI = `apiVersion: batch/v1
kind: Job
metadata: {name: pi}
spec:
  completions: 3
  parallelism: 2
  template:
    spec:
      restartPolicy: Never
      containers: [{name: pi, image: 'perl:5.34', command: [perl, -e, 'print 3.14']}]
`;

let world: World;
beforeEach(() => {
  world = appWorld([]);
  say(world, 'kubectl label namespace default istio-injection=enabled');
});

describe('a job', () => {
  it('runs pods to their end, as many at a time as it may, and their sidecars end with them', () => {
    applyYaml(world, PI);
    expect(
      say(world, 'kubectl wait --for=condition=complete job/pi; kubectl get jobs; kubectl get pods'),
    ).toBe(
      `job.batch/pi condition met
NAME   STATUS     COMPLETIONS   DURATION   AGE
pi     Complete   3/3           3s         3s
NAME       READY   STATUS      RESTARTS   AGE
pi-6dwwn   0/2     Completed   0          3s
pi-m87mn   0/2     Completed   0          1s
pi-qtwjq   0/2     Completed   0          3s
`,
    );
    expect(say(world, 'istioctl proxy-status | grep -c pi-')).toBe('0\n[exit 1]');
    expect(say(world, 'kubectl describe job pi | sed "s/uid=.*/uid=UID/"')).toBe(`Name:             pi
Namespace:        default
Selector:         batch.kubernetes.io/controller-uid=UID
Labels:           <none>
Annotations:      <none>
Parallelism:      2
Completions:      3
Completion Mode:  NonIndexed
Suspend:          false
Backoff Limit:    6
Start Time:       2026-11-21T10:00:01Z
Completed At:     2026-11-21T10:00:04Z
Duration:         3s
Pods Statuses:    0 Active (0 Ready) / 3 Succeeded / 0 Failed
Pod Template:
  Labels:  batch.kubernetes.io/controller-uid=UID
           batch.kubernetes.io/job-name=pi
           controller-uid=UID
           job-name=pi
  Containers:
   pi:
     Image:      perl:5.34
     Port:       <none>
     Host Port:  <none>
     Command:
       perl
       -e
       print 3.14
     Environment:  <none>
     Mounts:       <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
Events:
  Type    Reason            Age  From            Message
  ----    ------            ---  ----            -------
  Normal  SuccessfulCreate  3s   job-controller  Created pod: pi-6dwwn
  Normal  SuccessfulCreate  3s   job-controller  Created pod: pi-qtwjq
  Normal  SuccessfulCreate  1s   job-controller  Created pod: pi-m87mn
  Normal  Completed         0s   job-controller  Job completed
`);
  });

  it('says when what it does is not simulated', () => {
    applyYaml(world, PI);
    expect(say(world, 'kubectl logs job/pi | tail -1')).toBe(
      'Found 3 pods, using pod/pi-6dwwn\ndrydock: what image "perl:5.34" does is not simulated; its work is taken as done\n',
    );
  });

  it('runs the commands of its containers', () => {
    say(world, "kubectl create job hello --image=busybox -- sh -c 'echo hello; sleep 30; date'");
    expect(
      say(
        world,
        'kubectl wait --for=condition=complete job/hello --timeout=60s; kubectl logs job/hello | tail -2',
      ),
    ).toBe('job.batch/hello condition met\nhello\nSat Nov 21 10:00:32 UTC 2026\n');
    expect(say(world, 'kubectl get job hello --no-headers | tr -s " "')).toBe('hello Complete 1/1 32s 32s\n');
  });

  it('makes up for failures, later each time, until there are too many', () => {
    say(world, "kubectl create job bad --image=busybox -- sh -c 'exit 3'");
    say(world, `kubectl patch job bad --type=merge -p '{"spec":{"backoffLimit":2}}'`);
    expect(say(world, 'kubectl wait --for=condition=failed job/bad --timeout=200s; kubectl get pods')).toBe(
      `job.batch/bad condition met
NAME        READY   STATUS   RESTARTS   AGE
bad-6dwwn   0/2     Error    0          34s
bad-m87mn   0/2     Error    0          1s
bad-qtwjq   0/2     Error    0          22s
`,
    );
    expect(
      say(world, 'kubectl get events --field-selector reason=BackoffLimitExceeded --no-headers | tr -s " "'),
    ).toBe('1s Warning BackoffLimitExceeded job/bad Job has reached the specified backoff limit\n');
  });

  const job = (spec: string, command: string): void => {
    const container = `{name: c, image: busybox, command: [sh, -c, '${command}']}`;
    applyYaml(
      world,
      `{apiVersion: batch/v1, kind: Job, metadata: {name: x}, spec: {${spec}, template: {spec: {restartPolicy: Never, containers: [${container}]}}}}`,
    );
  };
  const columns = 'kubectl get jobs --no-headers | tr -s " "';
  const pods = 'kubectl get pods --no-headers | wc -l';
  const reasons =
    'kubectl get events -o custom-columns=r:.reason,o:.involvedObject.kind --no-headers | grep Job | cut -d" " -f1 | uniq';

  it('that takes too long is ended with its pods', () => {
    job('activeDeadlineSeconds: 20', 'sleep 1000');
    say(world, 'sleep 17');
    expect(say(world, columns)).toBe('x Running 0/1 19s 19s\n');
    say(world, 'sleep 40');
    expect(say(world, `${columns}; ${pods}; ${reasons}`)).toBe(`x Failed 0/1 59s 59s
No resources found in default namespace.
0
SuccessfulCreate
SuccessfulDelete
DeadlineExceeded
`);
  });

  it('is deleted with its pods when it has been kept long enough', () => {
    job('ttlSecondsAfterFinished: 30', 'exit 0');
    say(world, 'kubectl wait --for=condition=complete job/x; sleep 29');
    expect(say(world, `${columns}; ${pods}`)).toBe('x Complete 1/1 2s 31s\n1\n');
    say(world, 'sleep 2');
    expect(say(world, `${columns}; ${pods}`)).toBe(
      'No resources found in default namespace.\nNo resources found in default namespace.\n0\n',
    );
  });

  it('numbers its pods when they are to be told apart', () => {
    job('completionMode: Indexed, completions: 3, parallelism: 2', 'echo number $JOB_COMPLETION_INDEX');
    say(world, 'kubectl wait --for=condition=complete job/x');
    expect(
      say(world, 'for pod in $(kubectl get pods -o name); do kubectl logs -c c $pod | tail -1; done | sort'),
    ).toBe('number 0\nnumber 1\nnumber 2\n');
    expect(
      say(
        world,
        'kubectl get pods -o custom-columns=i:.metadata.labels.batch\\\\.kubernetes\\\\.io/job-completion-index --no-headers | sort',
      ),
    ).toBe('0\n1\n2\n');
  });

  it('that is suspended has no pods until it goes on', () => {
    job('suspend: true', 'exit 0');
    say(world, 'sleep 10');
    expect(say(world, `${columns}; ${pods}`)).toBe(
      'x Suspended 0/1 11s\nNo resources found in default namespace.\n0\n',
    );
    say(world, `kubectl patch job x --type=merge -p '{"spec":{"suspend":false}}'; sleep 10`);
    expect(say(world, columns)).toBe('x Complete 1/1 1s 21s\n');
  });

  it.each([
    [
      '{template: {spec: {containers: [{name: c, image: i}]}}}',
      'The Job "x" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"\n[exit 1]',
    ],
    [
      '{podFailurePolicy: {rules: []}, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}',
      'Warning: spec.podFailurePolicy is stored but not simulated here: every failure counts.\njob.batch/x created\n',
    ],
  ])('with %s', (spec, shown) => {
    const job = `{apiVersion: batch/v1, kind: Job, metadata: {name: x}, spec: ${spec}}`;
    expect(say(world, `kubectl create -f - <<EOF\n${job}\nEOF`)).toBe(shown);
  });
});

it('commands in a container find its environment', () => {
  applyYaml(
    world,
    `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: busybox, env: [{name: COLOUR, value: blue}]}]}}`,
  );
  world.settle();
  expect(say(world, `kubectl exec a -c a -- sh -c 'echo $HOSTNAME $COLOUR'`)).toBe('a blue\n');
});

describe('a cron job', () => {
  it('makes a job at every time of its schedule, and keeps some', () => {
    say(world, "kubectl create cronjob tick --image=busybox --schedule='*/2 * * * *' -- date; sleep 600");
    expect(say(world, 'kubectl get cj,jobs'))
      .toBe(`NAME                 SCHEDULE      TIMEZONE   SUSPEND   ACTIVE   LAST SCHEDULE   AGE
cronjob.batch/tick   */2 * * * *   <none>     False     0        1s              10m

NAME                      STATUS     COMPLETIONS   DURATION   AGE
job.batch/tick-29920926   Complete   1/1           0s         4m1s
job.batch/tick-29920928   Complete   1/1           0s         2m1s
job.batch/tick-29920930   Complete   1/1           0s         1s
`);
    expect(
      say(world, 'kubectl create job now --from=cronjob/tick; kubectl wait --for=condition=complete job/now'),
    ).toBe('job.batch/now created\njob.batch/now condition met\n');
    expect(say(world, "kubectl create cronjob bad --image=busybox --schedule='* * *' -- date")).toBe(
      'The CronJob "bad" is invalid: spec.schedule: Invalid value: "* * *": expected exactly 5 fields, found 3: [* * *]\n[exit 1]',
    );
  });

  it.each([
    ['Allow', 3],
    ['Forbid', 1],
    ['Replace', 1],
  ])('runs %s at a time', (policy, jobs) => {
    say(world, "kubectl create cronjob slow --image=busybox --schedule='* * * * *' -- sleep 1000");
    say(
      world,
      `kubectl patch cj slow --type=merge -p '{"spec":{"concurrencyPolicy":"${policy}"}}'; sleep 200`,
    );
    expect(say(world, 'kubectl get jobs -o name').split('\n')).toHaveLength(jobs + 1);
  });
});
