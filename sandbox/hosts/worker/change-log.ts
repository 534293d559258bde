import type { WorldSnapshot } from '../../index';

/** States kept for undo. */
const DEPTH = 20;

/** Kinds that controllers write: their comings and goings are consequences, not changes somebody made. */
const CONSEQUENCES = new Set([
  'Pod',
  'ReplicaSet',
  'ControllerRevision',
  'PersistentVolume',
  'Endpoints',
  'EndpointSlice',
  'Event',
  'Node',
]);

interface SavedObject {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly labels?: unknown };
}

/** The states a learner can go back to. A state counts as new when somebody changed an object or a file. */
export class ChangeLog {
  readonly #earlier: WorldSnapshot[] = [];
  #latest: WorldSnapshot;
  #fingerprint: string;
  #settling = true;
  #revision = 0;

  constructor(first: WorldSnapshot) {
    this.#latest = first;
    this.#fingerprint = objectsOf(first);
  }

  /** Grows when somebody changed an object. */
  get revision(): number {
    return this.#revision;
  }

  get undoable(): number {
    return this.#earlier.length;
  }

  /** The world was just made: what controllers do until the next {@link record} is not a change of its own. */
  settle(): void {
    this.#settling = true;
  }

  /** Takes note of the present state; answers whether anything worth saving changed. */
  record(snapshot: WorldSnapshot): boolean {
    const fingerprint = objectsOf(snapshot);
    const settled = this.#settling;
    this.#settling = false;
    const objectsChanged = fingerprint !== this.#fingerprint && !settled;
    const filesChanged = JSON.stringify(snapshot.files) !== JSON.stringify(this.#latest.files);
    if (objectsChanged || settled) this.#revision++;
    if (objectsChanged) {
      this.#earlier.push(this.#latest);
      if (this.#earlier.length > DEPTH) this.#earlier.shift();
    }
    this.#latest = snapshot;
    this.#fingerprint = fingerprint;
    return objectsChanged || filesChanged || settled;
  }

  /** The state before the last change, which is then the present one; undefined when there is none. */
  back(): WorldSnapshot | undefined {
    const earlier = this.#earlier.pop();
    if (earlier === undefined) return undefined;
    this.#latest = earlier;
    this.#fingerprint = objectsOf(earlier);
    this.#settling = true;
    return earlier;
  }
}

/** What people write, without status and bookkeeping. */
function objectsOf(snapshot: WorldSnapshot): string {
  const written = (snapshot.objects as readonly { readonly object?: SavedObject }[])
    .map((entry) => (entry.object ?? entry) as SavedObject)
    .filter((object) => !CONSEQUENCES.has(object.kind ?? ''));
  return JSON.stringify(written, (key, value: unknown) => {
    if (key === 'status' || key === 'resourceVersion' || key === 'generation' || key === 'managedFields') {
      return undefined;
    }
    if (key === 'deployment.kubernetes.io/revision') return undefined;
    return value;
  });
}
