import type { RandomSource } from '../../sim/index';
import { admit } from '../admission/index';
import { admissionFailure } from '../admission/failure';
import type { Admission, CelEvaluator } from '../admission/index';
import { ApiError } from '../api-error';
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
import { deepFreeze, sameJson, withMetadata } from '../freeze';
import { clusterFamilies } from '../ip-families';
import type { KindDeclaration } from '../kind';
import { applyMergePatch } from '../merge-patch';
import type { KubeObject, ObjectKey } from '../object';
import { definitionOf } from '../kinds/custom-resource-definition/custom-resource-definition';
import { createIdentity, type Identity } from './identity';
import { alreadyExists, conflict, namespaceNotFound, notFound } from './errors';
import { graceSeconds, marked } from './grace';
import { bumpGeneration, declarationChanged, keepServerFields, withoutStatus } from './server-fields';
import { serviceAddresses } from './service-addresses';
import { Store } from './store';
import { Watchers } from './watchers';

export interface ApiServerOptions {
  readonly kinds: KindRegistry;
  /** Virtual wall clock, epoch milliseconds. */
  now(): number;
  readonly random: RandomSource;
  /** Change objects before they are validated, in this order. */
  readonly mutators?: readonly Mutator[];
  /** Evaluates the rules of custom resources; without one they are not asked. */
  readonly cel?: CelEvaluator;
  /** What a saved cluster held; taken as it is. A new cluster gets its system namespaces instead. */
  readonly objects?: readonly StoredObject[];
}

/** An API server with an empty cluster (or the saved one). */
export function createApiServer(options: ApiServerOptions): ApiServer {
  return new Server(options);
}

const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

const KUBERNETES_SERVICE: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
  spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] },
};

function namespaceNamed(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

class Server implements ApiServer {
  readonly kinds: KindRegistry;
  readonly #store = new Store();
  readonly #watchers = new Watchers();
  readonly #identity: Identity;
  readonly #mutators: readonly Mutator[];
  #resourceVersion = 0;

  constructor(private readonly options: ApiServerOptions) {
    this.kinds = options.kinds;
    this.#identity = createIdentity(options);
    this.#mutators = [serviceAddresses, ...(options.mutators ?? [])];
    if (options.objects) for (const stored of options.objects) this.#restore(stored);
    else this.#createSystemObjects();
  }

  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  get(key: ObjectKey): KubeObject | undefined {
    return this.#store.get(this.#canonical(key))?.object;
  }

  list(kind: string, namespace?: string): readonly KubeObject[] {
    const declaration = this.kinds.named(kind);
    if (!declaration) return [];
    return this.#store.list(this.kinds.keyOf(declaration), declaration.namespaced ? namespace : undefined);
  }

  sourceOf(key: ObjectKey): StoredObject['source'] {
    return this.#store.get(this.#canonical(key))?.source;
  }

  stored(): readonly StoredObject[] {
    return [...this.#store.all()];
  }

  watch(listener: (event: WatchEvent) => void): () => void {
    return this.#watchers.add(listener);
  }

  create(input: KubeObject, options: WriteOptions = {}): WriteResult {
    const kind = this.#kindOf(input);
    const named = this.#identity.name(this.#scoped(input, kind));
    this.#requireNamespace(named, kind);
    const key = this.#keyOf(named, kind);
    const trusted = options.fieldValidation === 'Ignore';
    const mutated = this.#mutate(trusted ? named : withoutStatus(named, kind), undefined);
    const admission = this.#admit(mutated, kind, undefined, options);
    const present = this.#store.get(key);
    if (present) throw alreadyExists(kind, present.object);
    const stamped = this.#identity.stamp(admission.object, kind);
    const object = this.#commit(key, stamped, undefined, options);
    return { object, outcome: 'created', warnings: warningTexts(admission) };
  }

  update(input: KubeObject, options: WriteOptions = {}): WriteResult {
    const kind = this.#kindOf(input);
    const scoped = this.#scoped(input, kind);
    const key = this.#keyOf(scoped, kind);
    const before = this.#store.get(key);
    if (!before) throw notFound(kind, key.name);
    const { old } = { old: before.object };
    const expected = scoped.metadata.resourceVersion;
    if (expected !== undefined && expected !== '' && expected !== old.metadata.resourceVersion)
      throw conflict(kind, key.name);
    const kept = keepServerFields(scoped, old, kind);
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
    if (options.source && options.dryRun !== true)
      this.#store.put(key, { object: old, source: options.source });
    return { object: old, outcome: 'unchanged', warnings };
  }

  updateStatus(key: ObjectKey, status: unknown): void {
    const kind = this.#kindNamed(key.kind);
    const before = this.#store.get(this.#canonical(key));
    if (!before) throw notFound(kind, key.name);
    if (sameJson(before.object.status, status)) return;
    this.#commit(this.#canonical(key), { ...before.object, status }, before, {});
  }

  patch(key: ObjectKey, patch: unknown, options: WriteOptions = {}): WriteResult {
    const kind = this.#kindNamed(key.kind);
    const old = this.get(key);
    if (!old) throw notFound(kind, key.name);
    return this.update(applyMergePatch(old, patch) as KubeObject, options);
  }

  delete(key: ObjectKey, options: DeleteOptions = {}): KubeObject {
    const kind = this.#kindNamed(key.kind);
    const canonical = this.#canonical(key);
    const stored = this.#store.get(canonical);
    if (!stored) throw notFound(kind, key.name);
    const grace = graceSeconds(stored.object, options.gracePeriodSeconds);
    if (grace > 0) {
      const ending = marked(stored.object, grace, this.options.now());
      return ending === undefined ? stored.object : this.#commit(canonical, ending, stored, {});
    }
    this.#resourceVersion++;
    this.#store.remove(canonical);
    this.#watchers.tell({ type: 'DELETED', object: stored.object });
    return stored.object;
  }

  record(object: KubeObject): void {
    const key = { kind: object.kind, namespace: object.metadata.namespace ?? '', name: object.metadata.name };
    const before = this.#store.get(key)?.object;
    const final = deepFreeze(withMetadata(object, { resourceVersion: String(this.#resourceVersion) }));
    this.#store.put(key, { object: final });
    this.#watchers.tell(
      before ? { type: 'MODIFIED', object: final, old: before } : { type: 'ADDED', object: final },
    );
  }

  forget(key: ObjectKey): void {
    const stored = this.#store.get(key);
    if (stored === undefined) return;
    this.#store.remove(key);
    this.#watchers.tell({ type: 'DELETED', object: stored.object });
  }

  #commit(
    key: ObjectKey,
    object: KubeObject,
    before: StoredObject | undefined,
    options: WriteOptions,
  ): KubeObject {
    if (options.dryRun === true && !before) return deepFreeze(object);
    const version = String(this.#resourceVersion + 1);
    const final = deepFreeze(withMetadata(object, { resourceVersion: version }));
    if (options.dryRun === true) return final;
    this.#resourceVersion++;
    const source = options.source ?? before?.source;
    this.#store.put(key, source ? { object: final, source } : { object: final });
    this.#watchers.tell(
      before ? { type: 'MODIFIED', object: final, old: before.object } : { type: 'ADDED', object: final },
    );
    return final;
  }

  #admit(
    object: KubeObject,
    kind: KindDeclaration,
    old: KubeObject | undefined,
    options: WriteOptions,
  ): Admission {
    const { cel } = this.options;
    const admission = admit(object, kind, {
      fieldValidation: options.fieldValidation ?? 'Strict',
      ...(old ? { old } : {}),
      ipFamilies: clusterFamilies(this.list('Node')),
      ...(cel ? { cel } : {}),
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

  /** Cluster-scoped objects lose a namespace; versions convert to the preferred one. */
  #scoped(object: KubeObject, kind: KindDeclaration): KubeObject {
    const preferred = kind.versions[0] ?? '';
    const apiVersion = kind.group === '' ? preferred : `${kind.group}/${preferred}`;
    const { namespace, ...metadata } = object.metadata;
    return {
      ...object,
      apiVersion,
      metadata: kind.namespaced ? { ...metadata, namespace: namespace ?? 'default' } : metadata,
    };
  }

  #requireNamespace(object: KubeObject, kind: KindDeclaration): void {
    const { namespace } = object.metadata;
    if (!kind.namespaced || namespace === undefined || !this.kinds.named('Namespace')) return;
    if (!this.#store.get({ kind: 'Namespace', namespace: '', name: namespace }))
      throw namespaceNotFound(namespace);
  }

  /** What every new cluster has: namespaces, the API's own service, the definitions of custom kinds. */
  #createSystemObjects(): void {
    const custom = this.kinds.all.filter((kind) => kind.custom === true);
    const objects = [
      ...SYSTEM_NAMESPACES.map(namespaceNamed),
      KUBERNETES_SERVICE,
      ...custom.map(definitionOf),
    ];
    for (const object of objects)
      if (this.kinds.byKind(object.apiVersion, object.kind))
        this.create(object, { fieldValidation: 'Ignore' });
  }

  #restore(stored: StoredObject): void {
    const kind = this.#kindOf(stored.object);
    this.#store.put(this.#keyOf(stored.object, kind), { ...stored, object: deepFreeze(stored.object) });
    this.#resourceVersion = Math.max(
      this.#resourceVersion,
      Number(stored.object.metadata.resourceVersion ?? 0),
    );
  }

  #keyOf(object: KubeObject, kind: KindDeclaration): ObjectKey {
    const namespace = kind.namespaced ? (object.metadata.namespace ?? 'default') : '';
    return { kind: this.kinds.keyOf(kind), namespace, name: object.metadata.name };
  }

  #canonical(key: ObjectKey): ObjectKey {
    const kind = this.kinds.named(key.kind);
    if (!kind) return key;
    return { kind: this.kinds.keyOf(kind), namespace: kind.namespaced ? key.namespace : '', name: key.name };
  }

  #kindOf(object: KubeObject): KindDeclaration {
    const kind = this.kinds.byKind(object.apiVersion, object.kind);
    if (kind) return kind;
    throw new ApiError('NotFound', 404, 'the server could not find the requested resource');
  }

  #kindNamed(name: string): KindDeclaration {
    const kind = this.kinds.named(name);
    if (kind) return kind;
    throw new ApiError('NotFound', 404, 'the server could not find the requested resource');
  }
}

function warningTexts(admission: Admission): readonly string[] {
  const unsupported = admission.unsupported.map(
    ({ path, message }) => `${path} is stored but not simulated here: ${message}`,
  );
  return [...admission.warnings.map((warning) => warning.message), ...unsupported];
}
