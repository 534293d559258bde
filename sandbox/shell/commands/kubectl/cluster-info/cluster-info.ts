import { kubectlVerb } from '../session';

/** Names the addresses of the cluster. */
export const clusterInfo = kubectlVerb(
  {
    path: ['kubectl', 'cluster-info'],
    summary: 'Display cluster information',
    usage: 'kubectl cluster-info',
    flags: [],
    examples: ['kubectl cluster-info'],
  },
  function* (session) {
    yield* session.print(
      "Kubernetes control plane is running at http://127.0.0.1:6443\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n",
    );
    return 0;
  },
);
