// data table
import {
  flag,
  int32,
  int64,
  intOrString,
  list,
  listBy,
  opaque,
  struct,
  text,
  time,
} from '../../schema/build';

const httpGet = struct('HTTPGetAction', {
  path: text('Path to ask for.'),
  port: intOrString('Number or name of the port.'),
  host: text(),
  scheme: text(),
  httpHeaders: list(struct('HTTPHeader', { name: text(), value: text() })),
});

const probe = struct('Probe', {
  httpGet,
  tcpSocket: struct('TCPSocketAction', { port: intOrString(), host: text() }),
  exec: struct('ExecAction', { command: list(text()) }),
  grpc: struct('GRPCAction', { port: int32(), service: text() }),
  initialDelaySeconds: int32('Seconds before the first probe.'),
  timeoutSeconds: int32('Seconds until a probe counts as failed.'),
  periodSeconds: int32('Seconds between probes.'),
  successThreshold: int32('Successes in a row until healthy.'),
  failureThreshold: int32('Failures in a row until unhealthy.'),
  terminationGracePeriodSeconds: int64(),
});

/** One container of a pod. */
export const container = struct('Container', {
  name: text('Name of the container, unique in the pod.'),
  image: text('Image the container runs.'),
  imagePullPolicy: text('Always, IfNotPresent or Never.'),
  command: list(text(), 'Entrypoint; the image has one of its own.'),
  args: list(text(), 'Arguments of the entrypoint.'),
  workingDir: text(),
  ports: listBy(
    'containerPort',
    struct('ContainerPort', {
      name: text('Name a Service may use as targetPort.'),
      containerPort: int32('Port the container listens on.'),
      hostPort: int32(),
      hostIP: text(),
      protocol: { ...text('TCP, UDP or SCTP.'), default: 'TCP' },
    }),
    'Ports the container listens on; for information.',
  ),
  env: listBy(
    'name',
    struct('EnvVar', { name: text('Name of the variable.'), value: text('Its value.'), valueFrom: opaque() }),
    'Environment variables.',
  ),
  envFrom: list(opaque()),
  resources: struct('ResourceRequirements', {
    limits: opaque(),
    requests: opaque(),
    claims: list(opaque()),
  }),
  resizePolicy: list(opaque()),
  restartPolicy: text(),
  restartPolicyRules: list(opaque()),
  volumeMounts: listBy('mountPath', opaque()),
  volumeDevices: list(opaque()),
  livenessProbe: { ...probe, description: 'Restarts the container when it fails.' },
  readinessProbe: { ...probe, description: 'Takes the pod out of Services while it fails.' },
  startupProbe: { ...probe, description: 'Holds back the other probes until it succeeds.' },
  lifecycle: opaque(),
  terminationMessagePath: text(),
  terminationMessagePolicy: text(),
  securityContext: opaque(),
  stdin: flag(),
  stdinOnce: flag(),
  tty: flag(),
});

const state = opaque('waiting, running or terminated, with details.');

/** What the kubelet reports of one container. */
export const containerStatus = struct('ContainerStatus', {
  name: text(),
  state,
  lastState: state,
  ready: flag('Whether it passes its readiness probe.'),
  restartCount: int32(),
  image: text(),
  imageID: text(),
  containerID: text(),
  started: flag(),
  allocatedResources: opaque(),
  resources: opaque(),
  volumeMounts: list(opaque()),
  user: opaque(),
});

/** One condition of a pod. */
export const condition = struct('PodCondition', {
  type: text(),
  status: text(),
  reason: text(),
  message: text(),
  lastProbeTime: time(),
  lastTransitionTime: time(),
  observedGeneration: int64(),
});
