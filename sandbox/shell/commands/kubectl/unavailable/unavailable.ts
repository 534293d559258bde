import type { Command } from '../../../command';
import { defineCommand } from '../../../command';

/** Verbs of kubectl that have no meaning here, with what to do instead. */
const VERBS = {
  'port-forward': [
    'Forward one or more local ports to a pod',
    'Reach services through the ingress gateway, or use kubectl exec … -- curl.',
  ],
  proxy: ['Run a proxy to the Kubernetes API server', 'kubectl itself asks the API server.'],
  attach: ['Attach to a running container', 'Use kubectl logs -f to see what it prints.'],
  cp: ['Copy files and directories to and from containers', 'Containers have no files here.'],
  debug: ['Create debugging sessions for troubleshooting workloads and nodes', 'Use kubectl exec.'],
  top: ['Display resource (CPU/memory) usage', 'CPU and memory are not simulated.'],
  drain: ['Drain node in preparation for maintenance', 'There is one node; it stays.'],
  cordon: ['Mark node as unschedulable', 'There is one node; it stays.'],
  uncordon: ['Mark node as schedulable', 'There is one node; it stays.'],
  taint: ['Update the taints on one or more nodes', 'Scheduling is not simulated.'],
  autoscale: ['Auto-scale a deployment', 'Use kubectl scale.'],
  auth: [
    'Inspect authorization',
    'Everybody may do everything here: roles and their bindings are stored, and nothing reads them.',
  ],
  certificate: ['Modify certificate resources', 'Certificates come from the mesh.'],
  kustomize: ['Build a kustomization target', 'Apply the files with kubectl apply -f.'],
  events: ['List events', 'Use kubectl get events.'],
  completion: ['Output shell completion code', 'Tab completes here without it.'],
  plugin: ['Provides utilities for interacting with plugins', 'There are no plugins here.'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

/** A verb that says it is not available instead of pretending. */
export function unavailable(name: keyof typeof VERBS): Command {
  const [summary, instead] = VERBS[name];
  return defineCommand({
    path: ['kubectl', name],
    family: 'kubectl',
    summary,
    usage: `kubectl ${name}`,
    flags: [],
    rawArguments: true,
    *run(_input, context) {
      yield* context.error(`error: kubectl ${name} is not available in the sandbox. ${instead}\n`);
      return 1;
    },
  });
}
