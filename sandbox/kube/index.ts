/** L2: an API server and its controllers; knows neither Istio nor Envoy. */
export { ApiError } from './api-error';
export type { ErrorCause, ErrorSubject } from './api-error';
export { ageColumn, apiVersionOf, defineKind } from './kind';
export type {
  Column,
  ColumnContext,
  DescribeContext,
  FieldError,
  KindDeclaration,
  ValidationContext,
  ValidationResult,
} from './kind';
export type {
  ApiServer,
  KindRegistry,
  ManifestSource,
  MutationRequest,
  Mutator,
  StoredObject,
  WatchEvent,
  WriteOptions,
  WriteResult,
} from './api';
export type { KubeObject, ObjectKey, ObjectMeta, OwnerReference } from './object';
export type { CelRule, Schema, SchemaAlternative } from './schema';
export { createKindRegistry } from './registry';
export { createApiServer } from './server/server';
export type { ApiServerOptions } from './server/server';
export { qualifiedResource } from './server/errors';
export { kubeKinds } from './kinds/index';
export { startControllers } from './controllers/start';
export type { ControllersOptions } from './controllers/start';
export { revisionOf } from './controllers/deployment/deployment';
export { templateOfRevision } from './controllers/revisions';
export {
  admissionFailure,
  admit,
  causeText,
  metadataDecodeError,
  objectSchema,
  unsupportedFields,
} from './admission/index';
export type {
  Admission,
  AdmissionError,
  AdmissionStage,
  AdmissionWarning,
  AdmitOptions,
  CelEvaluator,
  CelVerdict,
  NotSimulated,
} from './admission/index';
export { keyProblems, labelValueProblems } from './admission/metadata';
export { containerEnvironment, containerOf, expandVariables } from './kinds/pod/container-environment';
export { environmentProblem } from './kinds/pod/environment-problem';
export { isPodReady, podIp, podIps, podPhase, readContainerStatuses, readPodSpec } from './kinds/pod/reader';
export type { ContainerStateView, ContainerStatusView, ContainerView, PodSpecView } from './kinds/pod/reader';
export { summarizePod } from './kinds/pod/status';
export type { PodSummary } from './kinds/pod/status';
export { matchesSelector, meets } from './label-selector';
export { parseSelector, SelectorError } from './parse-selector';
export type { Requirement } from './label-selector';
export { describeObject } from './describe';
export { recordEvent } from './events';
export type { Happening } from './events';
export { at, number, plain, record, records, string } from './read';
export { decodeBase64, encodeBase64 } from './base64';
export { isRecord, sameJson } from './freeze';
export { applyMergePatch } from './merge-patch';
export { strategicMerge, threeWayMergePatch } from './three-way';
export { formatAge, parseTimestamp } from './timestamp';
export { clusterFamilies } from './ip-families';
