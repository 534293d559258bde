import type { Range } from '../lib/position';
import type { KindDeclaration } from './kind';
import type { KubeObject, ObjectKey } from './object';

/** Where an object's manifest stands: kept beside the object so that every derived thing can name its line. */
export interface ManifestSource {
  readonly file: string;
  /** The whole text, and which of its documents (from 0) the object is: enough to find the places again. */
  readonly text: string;
  readonly document: number;
  /** The range of the value at a path such as `spec.http[0].route[1]`; the nearest existing parent when absent. */
  rangeOf(path: string): Range | undefined;
}

/** What a write answers besides the stored object. */
export interface WriteResult {
  readonly object: KubeObject;
  readonly outcome: 'created' | 'configured' | 'unchanged';
  /** Printed by kubectl as `Warning: …`. */
  readonly warnings: readonly string[];
}

export interface WriteOptions {
  readonly source?: ManifestSource;
  /** `Strict` is what kubectl asks for; controllers use `Ignore`. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** A controller's own object: nothing of it is read before somebody asks for it. */
  readonly asItIs?: boolean;
  readonly dryRun?: boolean;
}

export interface DeleteOptions {
  /** How long a pod may take to end; 0 = it is gone at once, without word from its node. Default: what the pod says. */
  readonly gracePeriodSeconds?: number;
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
  readonly old?: KubeObject;
}

/** Declares which kinds are served and finds them by any of their names. */
export interface KindRegistry {
  readonly all: readonly KindDeclaration[];
  /** By plural, singular, short name, or `plural.group`, `plural.version.group`; case-insensitive. */
  byResource(name: string): KindDeclaration | undefined;
  byKind(apiVersion: string, kind: string): KindDeclaration | undefined;
  /** The kind with this name whatever its version, or `Kind.group`; of equal names the first served group wins. */
  named(kind: string): KindDeclaration | undefined;
  /** The name {@link ObjectKey} uses for a kind: its own, or `Kind.group` when an earlier group serves the same word. */
  keyOf(kind: KindDeclaration): string;
}

/** An object together with where its manifest stands. */
export interface StoredObject {
  readonly object: KubeObject;
  readonly source?: ManifestSource;
}

/** Changes objects on their way in, such as sidecar injection; runs before validation. */
export interface Mutator {
  readonly name: string;
  mutate(object: KubeObject, request: MutationRequest): KubeObject;
}

export interface MutationRequest {
  readonly operation: 'CREATE' | 'UPDATE';
  readonly old?: KubeObject;
  readonly api: ApiServer;
}

/**
 * The API server: admission (decode, default, validate, webhooks), store, watch.
 * Every method is one API call; failures throw {@link ApiError}. Objects are stored and answered frozen.
 * Objects of every served version of a kind are one: versions convert without loss.
 */
export interface ApiServer {
  readonly kinds: KindRegistry;
  get(key: ObjectKey): KubeObject | undefined;
  /** Sorted by namespace, then name. @param namespace undefined = all namespaces */
  list(kind: string, namespace?: string): readonly KubeObject[];
  create(object: KubeObject, options?: WriteOptions): WriteResult;
  /** Replaces an object (metadata.resourceVersion, when given, must match). */
  update(object: KubeObject, options?: WriteOptions): WriteResult;
  /** A status write: changes `status` only, leaves generation alone. */
  updateStatus(key: ObjectKey, status: unknown): void;
  /** JSON merge patch (RFC 7386). */
  patch(key: ObjectKey, patch: unknown, options?: WriteOptions): WriteResult;
  /**
   * Deletes an object. A pod that runs on a node is only told to end (`metadata.deletionTimestamp`): it is gone when its
   * node has deleted it with a grace period of 0.
   */
  delete(key: ObjectKey, options?: DeleteOptions): KubeObject;
  /**
   * Stores a record of something that happened (an Event) as it is: nobody judges it, and it neither draws an identity
   * nor advances {@link resourceVersion}, so that telling changes nothing else.
   */
  record(object: KubeObject): void;
  /** Drops a record. */
  forget(key: ObjectKey): void;
  sourceOf(key: ObjectKey): ManifestSource | undefined;
  /** Calls back synchronously after each write, in write order. Answers how to unsubscribe. */
  watch(listener: (event: WatchEvent) => void): () => void;
  /** Everything in the store, for snapshots. */
  stored(): readonly StoredObject[];
  /** Grows with every write. */
  readonly resourceVersion: number;
}
