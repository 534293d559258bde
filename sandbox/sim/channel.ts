import type { Process, Task } from './task';

/** What {@link receive} answers once the channel is closed and drained. */
export const CLOSED: unique symbol = Symbol('closed');
export type Closed = typeof CLOSED;

interface Sender<T> {
  readonly task: Task<unknown>;
  readonly value: T;
}

/** A waiting receiver; `handed` holds the value from its hand-over until the receiver runs again. */
interface Receiver<T> {
  task?: Task<unknown>;
  handed?: { readonly value: T };
}

/**
 * A bounded queue between processes. Either end may close: the writer's close lets readers drain what is left,
 * the reader's close makes every send answer false (a broken pipe).
 */
export class Channel<T> {
  readonly #queue: T[] = [];
  readonly #senders: Sender<T>[] = [];
  readonly #receivers: Receiver<T>[] = [];
  #writerClosed = false;
  #readerClosed = false;

  /** @param capacity values held before senders have to wait */
  constructor(readonly capacity = Infinity) {}

  get size(): number {
    return this.#queue.length;
  }

  /** True when no more values will be accepted. */
  get closed(): boolean {
    return this.#writerClosed || this.#readerClosed;
  }

  /** Takes part of {@link send} that never waits: 'sent', 'full' or 'closed'. */
  offer(value: T): 'sent' | 'full' | 'closed' {
    if (this.closed) return 'closed';
    const receiver = this.#receivers.shift();
    if (receiver) {
      receiver.handed = { value };
      receiver.task?.wake();
      return 'sent';
    }
    if (this.#queue.length >= this.capacity) return 'full';
    this.#queue.push(value);
    return 'sent';
  }

  /** Takes a value without waiting; undefined when none is there. */
  poll(): T | Closed | undefined {
    if (this.#queue.length > 0) {
      const value = this.#queue.shift() as T;
      const sender = this.#senders.shift();
      if (sender) {
        this.#queue.push(sender.value);
        sender.task.wake(true);
      }
      return value;
    }
    const sender = this.#senders.shift();
    if (sender) {
      sender.task.wake(true);
      return sender.value;
    }
    return this.closed ? CLOSED : undefined;
  }

  /** No more values will be sent; waiting receivers learn that the channel is closed. */
  close(): void {
    this.#writerClosed = true;
    for (const receiver of this.#receivers.splice(0)) receiver.task?.wake();
  }

  /** Nobody will receive any more: what is queued is dropped, waiting senders get false. */
  closeReader(): void {
    this.#readerClosed = true;
    this.#queue.length = 0;
    for (const sender of this.#senders.splice(0)) sender.task.wake(false);
  }

  /** Registers a waiting sender; answers how to withdraw it. */
  enqueueSender(task: Task<unknown>, value: T): () => void {
    const sender = { task, value };
    this.#senders.push(sender);
    return () => {
      remove(this.#senders, sender);
    };
  }

  /** Registers a waiting receiver; answers how to withdraw it. */
  enqueueReceiver(receiver: Receiver<T>): () => void {
    this.#receivers.push(receiver);
    return () => {
      remove(this.#receivers, receiver);
    };
  }

  /** Gives back a value whose receiver was cancelled before it could run: the next receiver gets it, in order. */
  giveBack(value: T): void {
    if (this.#readerClosed) return;
    const receiver = this.#receivers.shift();
    if (!receiver) {
      this.#queue.unshift(value);
      return;
    }
    receiver.handed = { value };
    receiver.task?.wake();
  }
}

/** Sends a value, waiting while the channel is full. Answers false when the other end is closed. */
export function* send<T>(channel: Channel<T>, value: T): Process<boolean> {
  const outcome = channel.offer(value);
  if (outcome !== 'full') return outcome === 'sent';
  return (yield (task) => channel.enqueueSender(task, value)) as boolean;
}

/** Receives the next value, waiting for one; {@link CLOSED} when there will be none. */
export function* receive<T>(channel: Channel<T>): Process<T | Closed> {
  const value = channel.poll();
  if (value !== undefined) return value;
  const receiver: Receiver<T> = {};
  try {
    yield (task) => {
      receiver.task = task;
      return channel.enqueueReceiver(receiver);
    };
    const { handed } = receiver;
    delete receiver.handed;
    return handed ? handed.value : CLOSED;
  } finally {
    if (receiver.handed) channel.giveBack(receiver.handed.value);
  }
}

function remove<E>(list: E[], item: E): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
