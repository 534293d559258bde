import type { KindDeclaration } from '../kind';
import { configMap } from './config-map/config-map';
import { controllerRevision } from './controller-revision/controller-revision';
import { cronJob } from './cron-job/cron-job';
import { customResourceDefinition } from './custom-resource-definition/custom-resource-definition';
import { daemonSet } from './daemon-set/daemon-set';
import { deployment } from './deployment/deployment';
import { endpointSlice } from './endpoint-slice/endpoint-slice';
import { endpoints } from './endpoints/endpoints';
import { event } from './event/event';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler/horizontal-pod-autoscaler';
import { ingress } from './ingress/ingress';
import { ingressClass } from './ingress-class/ingress-class';
import { lease } from './lease/lease';
import { mutatingWebhookConfiguration } from './mutating-webhook-configuration/mutating-webhook-configuration';
import { job } from './job/job';
import { namespace } from './namespace/namespace';
import { networkPolicy } from './network-policy/network-policy';
import { node } from './node/node';
import { persistentVolume } from './persistent-volume/persistent-volume';
import { persistentVolumeClaim } from './persistent-volume-claim/persistent-volume-claim';
import { pod } from './pod/pod';
import { podDisruptionBudget } from './pod-disruption-budget/pod-disruption-budget';
import { clusterRole } from './rbac/cluster-role';
import { clusterRoleBinding } from './rbac/cluster-role-binding';
import { role } from './rbac/role';
import { roleBinding } from './rbac/role-binding';
import { replicaSet } from './replica-set/replica-set';
import { secret } from './secret/secret';
import { serviceAccount } from './service-account/service-account';
import { validatingWebhookConfiguration } from './validating-webhook-configuration/validating-webhook-configuration';
import { statefulSet } from './stateful-set/stateful-set';
import { storageClass } from './storage-class/storage-class';
import { service } from './service/service';

/** Kubernetes' own kinds, in the order `kubectl api-resources` lists them; `all` prints in this order too. */
export const kubeKinds: readonly KindDeclaration[] = [
  configMap,
  endpoints,
  event,
  namespace,
  node,
  persistentVolumeClaim,
  persistentVolume,
  pod,
  secret,
  serviceAccount,
  service,
  mutatingWebhookConfiguration,
  validatingWebhookConfiguration,
  controllerRevision,
  daemonSet,
  deployment,
  replicaSet,
  statefulSet,
  horizontalPodAutoscaler,
  cronJob,
  job,
  customResourceDefinition,
  lease,
  endpointSlice,
  ingressClass,
  ingress,
  networkPolicy,
  podDisruptionBudget,
  clusterRoleBinding,
  clusterRole,
  roleBinding,
  role,
  storageClass,
];
