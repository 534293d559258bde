// data table
import type { Schema } from '../../schema';
import { flag, int32, int64, list, listBy, opaque, struct, text, texts, time } from '../../schema/build';
import { condition, container, containerStatus } from './container-schema';

/** What a pod runs; also the heart of a pod template. */
export const podSpec: Schema = struct(
  'PodSpec',
  {
    containers: { ...listBy('name', container, 'Containers of the pod.'), minItems: 1 },
    initContainers: listBy('name', container, 'Containers that run to their end before the others start.'),
    ephemeralContainers: listBy('name', opaque()),
    volumes: listBy('name', opaque('A volume the containers may mount.')),
    serviceAccountName: text('The account the pod runs as; its identity in the mesh.'),
    serviceAccount: text('Old name of serviceAccountName.'),
    nodeName: text('The node it is bound to.'),
    nodeSelector: texts(),
    hostname: text(),
    hostnameOverride: text(),
    subdomain: text(),
    hostNetwork: flag('Whether the pod shares the network of its node.'),
    hostPID: flag(),
    hostIPC: flag(),
    hostUsers: flag(),
    hostAliases: listBy('ip', opaque()),
    dnsPolicy: text(),
    dnsConfig: opaque(),
    restartPolicy: text('Always, OnFailure or Never.'),
    terminationGracePeriodSeconds: int64(),
    activeDeadlineSeconds: int64(),
    automountServiceAccountToken: flag(),
    shareProcessNamespace: flag(),
    securityContext: opaque(),
    imagePullSecrets: listBy('name', opaque()),
    affinity: opaque(),
    schedulerName: text(),
    schedulingGates: list(opaque()),
    tolerations: list(opaque()),
    priority: int32(),
    priorityClassName: text(),
    preemptionPolicy: text(),
    readinessGates: list(opaque()),
    runtimeClassName: text(),
    enableServiceLinks: flag(),
    overhead: opaque(),
    topologySpreadConstraints: list(opaque()),
    setHostnameAsFQDN: flag(),
    os: opaque(),
    resources: opaque(),
    resourceClaims: list(opaque()),
    workloadRef: opaque(),
  },
  'What the pod runs.',
);

/** Metadata and spec of the pods a controller makes. */
export const podTemplate: Schema = struct(
  'PodTemplateSpec',
  {
    metadata: struct('ObjectMeta', {
      name: text(),
      namespace: text(),
      generateName: text(),
      labels: texts('Labels of the pods; the selector must pick them.'),
      annotations: texts('Annotations of the pods.'),
      creationTimestamp: time(),
      finalizers: list(text()),
    }),
    spec: podSpec,
  },
  'What the pods look like.',
);

export const podSchema: Schema = struct('Pod', {
  spec: podSpec,
  status: struct('PodStatus', {
    phase: text('Pending, Running, Succeeded or Failed.'),
    conditions: listBy('type', condition),
    message: text(),
    reason: text(),
    hostIP: text(),
    hostIPs: list(opaque()),
    podIP: text('Address of the pod.'),
    podIPs: list(opaque()),
    startTime: time(),
    initContainerStatuses: list(containerStatus),
    containerStatuses: list(containerStatus),
    ephemeralContainerStatuses: list(containerStatus),
    qosClass: text(),
    resize: text(),
    nominatedNodeName: text(),
    observedGeneration: int64(),
    resourceClaimStatuses: list(opaque()),
    allocatedResources: opaque(),
    resources: opaque(),
    extendedResourceClaimStatus: opaque(),
  }),
});
