import { isoSeconds } from '../lib/calendar';
import type { ApiServer, KubeObject } from '../kube/index';

/** The cluster's only node; the address is the one minikube usually gets. */
export const NODE_NAME = 'drydock';
export const NODE_IP = '192.168.49.2';
/** Where pods get their addresses from; the second range in a cluster of both families. */
const POD_RANGES = ['10.244.0.0/24', 'fd00:10:244::/64'];

/** Registers the node with the API server unless it is there already (a restored world). */
export function registerNode(api: ApiServer, nowMs: number, dualStack: boolean): void {
  if (api.get({ kind: 'Node', namespace: '', name: NODE_NAME }) !== undefined) return;
  const since = isoSeconds(nowMs);
  const node: KubeObject = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: NODE_NAME,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': NODE_NAME,
        'kubernetes.io/os': 'linux',
        'node-role.kubernetes.io/control-plane': '',
      },
    },
    spec: { podCIDR: POD_RANGES[0], podCIDRs: dualStack ? POD_RANGES : POD_RANGES.slice(0, 1) },
    status: {
      addresses: [
        { type: 'InternalIP', address: NODE_IP },
        { type: 'Hostname', address: NODE_NAME },
      ],
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
          lastHeartbeatTime: since,
          lastTransitionTime: since,
        },
      ],
      nodeInfo: {
        architecture: 'amd64',
        containerRuntimeVersion: 'containerd://2.2.0',
        kernelVersion: '6.8.0',
        kubeletVersion: 'v1.36.0',
        operatingSystem: 'linux',
        osImage: 'Drydock (simulated)',
      },
    },
  };
  api.create(node, { fieldValidation: 'Ignore' });
}
