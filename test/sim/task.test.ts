import { describe, expect, test } from 'vitest';
import {
  all,
  Channel,
  CLOSED,
  currentTask,
  isCancelled,
  join,
  Kernel,
  receive,
  send,
  sleep,
  withTimeout,
  type Process,
} from '../../sandbox/sim/index';

describe('withTimeout', () => {
  test('in time, too late, and both at the same instant', () => {
    const kernel = new Kernel();
    const task = kernel.spawn(
      'test',
      (function* () {
        const early = yield* withTimeout(5, 'early', value(2, 'a'));
        const late = yield* withTimeout(5, 'late', value(9, 'b'));
        return [early, late, kernel.nowMs];
      })(),
    );
    expect(kernel.run(task)).toEqual([{ timedOut: false, value: 'a' }, { timedOut: true }, 7]);
  });

  test('a child that ends at the very instant of the time-out resumes its parent once', () => {
    const kernel = new Kernel();
    const steps: string[] = [];
    const task = kernel.spawn(
      'parent',
      (function* (): Process<void> {
        yield* withTimeout(0, 'child', noTime()); // the child's end and the time-out are both due now
        steps.push(`came back at ${String(kernel.nowMs)}`);
        yield* sleep(1);
        steps.push(`slept until ${String(kernel.nowMs)}`);
      })(),
    );
    kernel.run(task);
    expect(steps).toEqual(['came back at 0', 'slept until 1']);
  });
});

describe('all', () => {
  test('answers in order, whatever order they end in', () => {
    const kernel = new Kernel();
    expect(kernel.run(kernel.spawn('test', all('x', [value(3, 'a'), value(1, 'b')])))).toEqual(['a', 'b']);
  });

  test('a failure before its turn reaches the caller, not the kernel', () => {
    const kernel = new Kernel();
    const task = kernel.spawn('test', all('x', [value(3, 'a'), failing(1)]));
    const awaited = kernel.spawn(
      'awaits',
      (function* () {
        try {
          yield* join(task);
          return 'nothing';
        } catch (error) {
          return String(error);
        }
      })(),
    );
    expect(kernel.run(awaited)).toBe('Error: broken');
  });
});

describe('cancellation', () => {
  test('runs finally blocks, joiners learn of it, and nothing happens afterwards', () => {
    const kernel = new Kernel();
    const log: string[] = [];
    const task = kernel.spawn(
      'victim',
      (function* (): Process<void> {
        try {
          yield* sleep(10);
          log.push('never');
        } finally {
          log.push('cleaned up');
        }
      })(),
    );
    const joiner = kernel.spawn(
      'joiner',
      (function* () {
        try {
          yield* join(task);
          return 'ended';
        } catch (error) {
          return isCancelled(error) ? 'cancelled' : 'failed';
        }
      })(),
    );
    kernel.runUntil(2000);
    task.cancel();
    task.cancel();
    expect(kernel.run(joiner)).toBe('cancelled');
    kernel.runUntil(50_000);
    expect(log).toEqual(['cleaned up']);
  });

  test('a process may cancel itself: it ends at its next suspension', () => {
    const kernel = new Kernel();
    const log: string[] = [];
    const task = kernel.spawn(
      'self',
      (function* (): Process<void> {
        try {
          currentTask().cancel();
          log.push('still here');
          yield* sleep(1);
          log.push('never');
        } finally {
          log.push('cleaned up');
        }
      })(),
    );
    kernel.runUntil(5000);
    expect({ log, cancelled: task.cancelled }).toEqual({
      log: ['still here', 'cleaned up'],
      cancelled: true,
    });
  });
});

describe('channels', () => {
  test.each([0, 1, 3])('capacity %i: values arrive in order and a close ends the readers', (capacity) => {
    const kernel = new Kernel();
    const channel = new Channel<number>(capacity);
    kernel.spawn(
      'writer',
      (function* (): Process<void> {
        for (let i = 1; i <= 5; i++) yield* send(channel, i);
        channel.close();
      })(),
    );
    const reader = kernel.spawn(
      'reader',
      (function* () {
        const got: number[] = [];
        for (;;) {
          const next = yield* receive(channel);
          if (next === CLOSED) return got;
          got.push(next);
        }
      })(),
    );
    expect(kernel.run(reader)).toEqual([1, 2, 3, 4, 5]);
  });

  test('a value handed to a receiver that is cancelled before it runs goes to the next one', () => {
    const kernel = new Kernel();
    const channel = new Channel<string>();
    const first = kernel.spawn('first', receive(channel));
    const second = kernel.spawn('second', receive(channel));
    kernel.runUntil(0);
    channel.offer('letter');
    first.cancel();
    expect(kernel.run(second)).toBe('letter');
  });

  test('a broken pipe answers false to every sender', () => {
    const kernel = new Kernel();
    const channel = new Channel<number>(0);
    const waiting = kernel.spawn('waiting', send(channel, 1));
    kernel.runUntil(0);
    channel.closeReader();
    const later = kernel.spawn('later', send(channel, 2));
    expect([kernel.run(waiting), kernel.run(later)]).toEqual([false, false]);
  });
});

function* value(ms: number, text: string): Process<string> {
  yield* sleep(ms);
  return text;
}

function* noTime(): Process<string> {
  return 'at once';
}

function* failing(ms: number): Process<string> {
  yield* sleep(ms);
  throw new Error('broken');
}
