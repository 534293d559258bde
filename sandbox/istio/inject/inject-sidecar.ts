import { record, records, type KubeObject } from '../../kube/index';
import type { ProxyConfigSpec } from '../discovery/api/index';
import { toConfig, workloadOf as makerOf } from '../discovery/index';
import { wantsSidecar } from './decision';
import { injectPod } from './inject-pod';
import type { Workload } from './injection';
import { DEFAULT_INJECTION, type InjectionOptions } from './injection-options';
import { STATUS_ANNOTATION } from './pod-metadata';

/**
 * The webhook's answer to a new pod: the pod with a sidecar, or as it was.
 * @param proxyConfigs the cluster's
 * @param options what the installation and the mesh decide
 */
export function injectSidecar(
  pod: KubeObject,
  namespace: string,
  proxyConfigs: readonly KubeObject[] = [],
  options: InjectionOptions = DEFAULT_INJECTION,
): KubeObject {
  const isInjected = STATUS_ANNOTATION in (pod.metadata.annotations ?? {});
  if (isInjected || !wantsSidecar(pod, namespace)) return pod;
  const given = {
    ...options,
    proxyConfigs: proxyConfigs.map((object) => toConfig<ProxyConfigSpec>(object)),
  };
  return withVolumeSources(injectPod(pod, workloadOf(pod, namespace), given));
}

/** What a running pod tells of the workload behind it. */
export function workloadOf(pod: KubeObject, namespace: string): Workload {
  return { ...makerOf(pod), namespace };
}

/** A volume without a source is an empty directory. */
function withVolumeSources(pod: KubeObject): KubeObject {
  const spec = record(pod.spec);
  const volumes = records(spec['volumes']).map((volume) =>
    Object.keys(volume).length === 1 ? { ...volume, emptyDir: {} } : volume,
  );
  return { ...pod, spec: { ...spec, volumes } };
}
