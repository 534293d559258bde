import { KubectlError } from './failure';
import { SERVER, type KubeContext, type Kubeconfig } from './kubeconfig';
import { klogLine } from './klog';

/** What is needed to find the server. */
export interface ServerChoice {
  readonly config: Kubeconfig;
  readonly kubeContext: KubeContext | undefined;
  readonly context: { readonly world: { now(): number } };
}

const ATTEMPTS = 5;

/** Refuses when the context in use names a server that is not the cluster's. @throws KubectlError */
export function requireServer({ config, kubeContext, context }: ServerChoice): void {
  const url = (kubeContext && config.serverOf(kubeContext.cluster)) ?? 'http://localhost:8080';
  const address = url.replace(/^https?:\/\//, '').replace(/\/$/, '');
  if (address === SERVER) return;
  const dialled = address.replace(/^localhost/, '127.0.0.1');
  const reason = `"Unhandled Error" err="couldn't get current server API group list: Get \\"${url}/api?timeout=32s\\": dial tcp ${dialled}: connect: connection refused"`;
  const line = klogLine('E', 'memcache.go:265', reason, context.world.now());
  throw new KubectlError(
    `${line.repeat(ATTEMPTS)}The connection to the server ${address} was refused - did you specify the right host or port?`,
  );
}
