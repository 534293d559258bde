/** L2: an API server and its controllers; knows neither Istio nor Envoy. */
export { ApiError } from './api-error';
export { apiVersionOf, defineKind } from './kind';
export type {
  Column,
  ColumnContext,
  FieldError,
  KindDeclaration,
  ValidationContext,
  ValidationResult,
} from './kind';
export type { ApiServer, KindRegistry, ManifestSource, WatchEvent, WriteOptions, WriteResult } from './api';
export type { KubeObject, ObjectKey, ObjectMeta, OwnerReference } from './object';
export type { CelRule, Schema, SchemaAlternative } from './schema';
export { schemaToJsonSchema } from './json-schema';
export type { JsonSchema } from './json-schema';
