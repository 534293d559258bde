import {
  rootCertificate,
  rootPem,
  workloadCertificate,
  workloadPem,
  type IssuedCertificate,
} from '../istio/index';
import { at, parseTimestamp, string } from '../kube/index';
import type { ShellWorld } from './context';

/** What a proxy holds of the mesh's authority: what is known of the certificates, and their bytes when they are asked for. */
export interface WorkloadCredentials {
  readonly own: IssuedCertificate;
  readonly root: IssuedCertificate;
  /** PEM; the proxy's own certificate first, then the root's. */
  readonly chainPem: () => string;
  readonly rootPem: () => string;
}

/** @param proxy `pod.namespace` */
export function workloadCredentials(
  { api, mesh, now }: Pick<ShellWorld, 'api' | 'mesh' | 'now'>,
  proxy: string,
): WorkloadCredentials | undefined {
  const dot = proxy.indexOf('.');
  const namespace = proxy.slice(dot + 1);
  const pod = api.get({ kind: 'Pod', namespace, name: proxy.slice(0, dot) });
  const installed = api.get({ kind: 'Namespace', namespace: '', name: 'istio-system' });
  const identity = mesh?.identity(proxy);
  if (pod === undefined || identity === undefined) return undefined;
  const startedMs = parseTimestamp(string(at(pod.status, 'startTime')));
  const installedMs = parseTimestamp(installed?.metadata.creationTimestamp ?? '');
  const nowMs = now();
  return {
    own: workloadCertificate(identity, startedMs, nowMs),
    root: rootCertificate(installedMs),
    chainPem: () => workloadPem(identity, startedMs, nowMs, installedMs),
    rootPem: () => rootPem(installedMs),
  };
}
