import type { RandomSource } from '../../sim/index';
import { admit } from '../admission/index';
import { admissionFailure } from '../admission/failure';
import type { Admission, CelEvaluator, NotSimulated } from '../admission/index';
import type {
  ApiServer,
  DeleteOptions,
  KindRegistry,
  Mutator,
  StoredObject,
  WatchEvent,
  WriteOptions,
  WriteResult,
} from '../api';
import { deepFreeze, sameJson } from '../freeze';
import { clusterFamilies } from '../ip-families';
import type { KindDeclaration } from '../kind';
import { applyMergePatch } from '../merge-patch';
import type { KubeObject, ObjectKey } from '../object';
import { createIdentity, type Identity } from './identity';
import { alreadyExists, conflict, namespaceNotFound, notFound } from './errors';
import { graceSeconds, marked } from './grace';
import { ObjectKeys, scoped } from './object-keys';
import { bumpGeneration, declarationChanged, keepServerFields, withoutStatus } from './server-fields';
import { serviceAddresses } from './service-addresses';
import { systemObjects } from './system-objects';
import { VersionedStore } from './versioned-store';

export interface ApiServerOptions {
  readonly kinds: KindRegistry;
  /** Virtual wall clock, epoch milliseconds. */
  now(): number;
  readonly random: RandomSource;
  /** Change objects before they are validated, in this order. */
  readonly mutators?: readonly Mutator[];
  /** Tells writers what of their objects has no effect. */
  readonly notSimulated?: NotSimulated;
  /** Evaluates the rules of custom resources; without one they are not asked. */
  readonly cel?: CelEvaluator;
  /** What a saved cluster held; taken as it is. A new cluster gets its system namespaces instead. */
  readonly objects?: readonly StoredObject[];
}

/** An API server with an empty cluster (or the saved one). */
export function createApiServer(options: ApiServerOptions): ApiServer {
  return new Server(options);
}

class Server implements ApiServer {
  readonly kinds: KindRegistry;
  readonly #objects = new VersionedStore();
  readonly #keys: ObjectKeys;
  readonly #identity: Identity;
  readonly #mutators: readonly Mutator[];

  constructor(private readonly options: ApiServerOptions) {
    this.kinds = options.kinds;
    this.#keys = new ObjectKeys(options.kinds);
    this.#identity = createIdentity(options);
    this.#mutators = [serviceAddresses, ...(options.mutators ?? [])];
    if (options.objects) for (const stored of options.objects) this.#restore(stored);
    else for (const object of systemObjects(this.kinds)) this.create(object, { fieldValidation: 'Ignore' });
  }

  get resourceVersion(): number {
    return this.#objects.version;
  }

  get(key: ObjectKey): KubeObject | undefined {
    return this.#objects.get(this.#keys.canonical(key))?.object;
  }

  list(kind: string, namespace?: string): readonly KubeObject[] {
    const declaration = this.kinds.named(kind);
    if (!declaration) return [];
    return this.#objects.list(this.kinds.keyOf(declaration), declaration.namespaced ? namespace : undefined);
  }

  sourceOf(key: ObjectKey): StoredObject['source'] {
    return this.#objects.get(this.#keys.canonical(key))?.source;
  }

  stored(): readonly StoredObject[] {
    return [...this.#objects.all()];
  }

  watch(listener: (event: WatchEvent) => void): () => void {
    return this.#objects.watch(listener);
  }

  create(input: KubeObject, options: WriteOptions = {}): WriteResult {
    const kind = this.#keys.kindOf(input);
    const named = this.#identity.name(scoped(input, kind));
    this.#requireNamespace(named, kind);
    const key = this.#keys.keyOf(named, kind);
    const trusted = options.fieldValidation === 'Ignore';
    const asked = (): KubeObject => this.#mutate(trusted ? named : withoutStatus(named, kind), undefined);
    const admission = options.asItIs === true ? undefined : this.#admit(asked(), kind, undefined, options);
    const present = this.#objects.get(key);
    if (present) throw alreadyExists(kind, present.object);
    const stamped = this.#identity.stamp(admission?.object ?? named, kind);
    const object = this.#commit(key, stamped, undefined, options);
    return { object, outcome: 'created', warnings: admission ? warningTexts(admission) : [] };
  }

  update(input: KubeObject, options: WriteOptions = {}): WriteResult {
    const kind = this.#keys.kindOf(input);
    const wanted = scoped(input, kind);
    const key = this.#keys.keyOf(wanted, kind);
    const before = this.#objects.get(key);
    if (!before) throw notFound(kind, key.name);
    const old = before.object;
    const expected = wanted.metadata.resourceVersion;
    if (expected !== undefined && expected !== '' && expected !== old.metadata.resourceVersion)
      throw conflict(kind, key.name);
    const kept = keepServerFields(wanted, old, kind);
    if (sameJson(kept, old)) return this.#unchanged(key, old, [], options);
    const admission = this.#admit(this.#mutate(kept, old), kind, old, options);
    const warnings = warningTexts(admission);
    if (sameJson(admission.object, old)) return this.#unchanged(key, old, warnings, options);
    const changed = declarationChanged(admission.object, old);
    const next =
      changed && old.metadata.generation !== undefined ? bumpGeneration(admission.object) : admission.object;
    const object = this.#commit(key, next, before, options);
    return { object, outcome: 'configured', warnings };
  }

  /** Nothing to write, but the object's text may stand in another place now. */
  #unchanged(
    key: ObjectKey,
    old: KubeObject,
    warnings: readonly string[],
    options: WriteOptions,
  ): WriteResult {
    if (options.source && options.dryRun !== true) this.#objects.relocate(key, old, options.source);
    return { object: old, outcome: 'unchanged', warnings };
  }

  updateStatus(key: ObjectKey, status: unknown): void {
    const kind = this.#keys.kindNamed(key.kind);
    const before = this.#objects.get(this.#keys.canonical(key));
    if (!before) throw notFound(kind, key.name);
    if (sameJson(before.object.status, status)) return;
    this.#commit(this.#keys.canonical(key), { ...before.object, status }, before, {});
  }

  patch(key: ObjectKey, patch: unknown, options: WriteOptions = {}): WriteResult {
    const kind = this.#keys.kindNamed(key.kind);
    const old = this.get(key);
    if (!old) throw notFound(kind, key.name);
    return this.update(applyMergePatch(old, patch) as KubeObject, options);
  }

  delete(key: ObjectKey, options: DeleteOptions = {}): KubeObject {
    const kind = this.#keys.kindNamed(key.kind);
    const canonical = this.#keys.canonical(key);
    const stored = this.#objects.get(canonical);
    if (!stored) throw notFound(kind, key.name);
    const grace = graceSeconds(stored.object, options.gracePeriodSeconds);
    if (grace > 0) {
      const ending = marked(stored.object, grace, this.options.now());
      return ending === undefined ? stored.object : this.#commit(canonical, ending, stored, {});
    }
    this.#objects.remove(canonical);
    return stored.object;
  }

  record(object: KubeObject): void {
    const { namespace = '', name } = object.metadata;
    this.#objects.record({ kind: object.kind, namespace, name }, object);
  }

  forget(key: ObjectKey): void {
    this.#objects.forget(key);
  }

  #commit(
    key: ObjectKey,
    object: KubeObject,
    before: StoredObject | undefined,
    options: WriteOptions,
  ): KubeObject {
    if (options.dryRun === true) return before ? this.#objects.next(object) : deepFreeze(object);
    return this.#objects.write(key, object, options.source ?? before?.source);
  }

  #admit(
    object: KubeObject,
    kind: KindDeclaration,
    old: KubeObject | undefined,
    options: WriteOptions,
  ): Admission {
    const { cel, notSimulated } = this.options;
    const admission = admit(object, kind, {
      fieldValidation: options.fieldValidation ?? 'Strict',
      ...(old ? { old } : {}),
      ipFamilies: clusterFamilies(this.list('Node')),
      ...(cel ? { cel } : {}),
      ...(notSimulated ? { notSimulated } : {}),
    });
    if (admission.errors.length > 0) throw admissionFailure(admission, kind, object);
    return admission;
  }

  #mutate(object: KubeObject, old: KubeObject | undefined): KubeObject {
    let result = object;
    for (const mutator of this.#mutators)
      result = mutator.mutate(result, {
        operation: old ? 'UPDATE' : 'CREATE',
        api: this,
        ...(old ? { old } : {}),
      });
    return result;
  }

  #requireNamespace(object: KubeObject, kind: KindDeclaration): void {
    const { namespace } = object.metadata;
    if (!kind.namespaced || namespace === undefined || !this.kinds.named('Namespace')) return;
    if (!this.#objects.get({ kind: 'Namespace', namespace: '', name: namespace }))
      throw namespaceNotFound(namespace);
  }

  #restore(stored: StoredObject): void {
    const { object } = stored;
    this.#objects.restore(this.#keys.keyOf(object, this.#keys.kindOf(object)), stored);
  }
}

function warningTexts(admission: Admission): readonly string[] {
  const unsupported = admission.unsupported.map(
    ({ path, message }) => `${path} is stored but not simulated here: ${message}`,
  );
  return [...admission.warnings.map((warning) => warning.message), ...unsupported];
}
