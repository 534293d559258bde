/** One scheduled callback. `cancel` is idempotent and cheap: the entry is skipped when its time comes. */
export interface Timer {
  readonly atUs: number;
  readonly callback: () => void;
  cancel(): void;
}

class Entry implements Timer {
  cancelled = false;
  constructor(
    readonly atUs: number,
    readonly sequence: number,
    public callback: () => void,
  ) {}

  cancel(): void {
    this.cancelled = true;
    this.callback = nothing;
  }
}

function nothing(): void {
  // a cancelled timer keeps no closure alive
}

/** A binary heap ordered by (time, sequence): simultaneous events run in the order they were scheduled. */
export class TimerQueue {
  readonly #heap: Entry[] = [];

  push(atUs: number, sequence: number, callback: () => void): Timer {
    const entry = new Entry(atUs, sequence, callback);
    this.#heap.push(entry);
    this.#siftUp(this.#heap.length - 1);
    return entry;
  }

  /** The next live timer, dropping cancelled ones on the way. */
  peek(): Timer | undefined {
    while (this.#heap[0]?.cancelled) this.#removeTop();
    return this.#heap[0];
  }

  pop(): Timer | undefined {
    const top = this.peek();
    if (top) this.#removeTop();
    return top;
  }

  #removeTop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#siftDown();
  }

  #siftUp(start: number): void {
    const heap = this.#heap;
    const entry = heap[start];
    if (!entry) return;
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (!parent || !before(entry, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = entry;
  }

  #siftDown(): void {
    const heap = this.#heap;
    const entry = heap[0];
    if (!entry) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      let child = heap[left];
      if (!child) break;
      let childIndex = left;
      const right = heap[left + 1];
      if (right && before(right, child)) {
        child = right;
        childIndex = left + 1;
      }
      if (!before(child, entry)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = entry;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.atUs < b.atUs || (a.atUs === b.atUs && a.sequence < b.sequence);
}
