import { containerEnvironment, expandVariables, record, type ApiServer } from '../kube/index';
import type { ContainerSpec } from './objects';
import type { PodSandbox } from './pod-sandbox';

/** What a container finds in its environment. Its pod's addresses are known before the pod's status tells them. */
export function environmentOf(
  api: ApiServer,
  { object, identity: { namespace, name, ip, additionalIps } }: PodSandbox,
  container: string,
): Readonly<Record<string, string>> {
  const pod = api.get({ kind: 'Pod', namespace, name }) ?? object;
  const podIPs = [ip, ...additionalIps].map((one) => ({ ip: one }));
  return containerEnvironment(
    { ...pod, status: { ...record(pod.status), podIP: ip, podIPs } },
    container,
    api,
  );
}

/** The command line of a container: variables in its words are known from its environment (pkg/kubelet/container/helpers.go). */
export function commandLine(
  { command = [], args = [] }: ContainerSpec,
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  const variables = new Map(Object.entries(environment));
  return [...command, ...args].map((word) => expandVariables(word, variables));
}
