import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeadlockError, Kernel, RunawayError, sleep, type Process } from '../../sandbox/sim/index';

describe('virtual time', () => {
  test('simultaneous events run in the order of scheduling, others in the order of time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (delays) => {
        const kernel = new Kernel();
        const ran: number[] = [];
        delays.forEach((delay, index) => kernel.schedule(delay, () => ran.push(index)));
        kernel.runUntil(20);
        const expected = delays
          .map((delay, index) => ({ delay, index }))
          .sort((a, b) => a.delay - b.delay || a.index - b.index)
          .map(({ index }) => index);
        expect(ran).toEqual(expected);
      }),
    );
  });

  test('events scheduled by events keep that order, and cancelled ones never run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ delay: fc.nat(5), then: fc.nat(5), cancelled: fc.boolean() }), {
          maxLength: 30,
        }),
        (plan) => {
          const kernel = new Kernel();
          const ran: { atUs: number; sequence: number }[] = [];
          let sequence = 0;
          const run = (): (() => void) => {
            const own = sequence++;
            return () => ran.push({ atUs: kernel.nowUs, sequence: own });
          };
          for (const { delay, then, cancelled } of plan) {
            const record = run();
            const timer = kernel.schedule(delay, () => {
              record();
              kernel.schedule(then, run());
            });
            if (cancelled) timer.cancel();
          }
          kernel.runUntil(100);
          expect(ran).toEqual([...ran].sort((a, b) => a.atUs - b.atUs || a.sequence - b.sequence));
          expect(ran).toHaveLength(2 * plan.filter((entry) => !entry.cancelled).length);
          expect(kernel.idle).toBe(true);
        },
      ),
    );
  });

  test('runUntil stops at its budget and goes on where it stopped', () => {
    const kernel = new Kernel();
    const ran: number[] = [];
    for (let i = 0; i < 5; i++) kernel.schedule(i, () => ran.push(i));
    expect(kernel.runUntil(10, { maxEvents: 3 })).toBe('budget');
    expect({ ran: [...ran], nowUs: kernel.nowUs }).toEqual({ ran: [0, 1, 2], nowUs: 2 });
    expect(kernel.runUntil(10)).toBe('reached');
    expect({ ran, nowUs: kernel.nowUs }).toEqual({ ran: [0, 1, 2, 3, 4], nowUs: 10 });
  });
});

describe('limits', () => {
  test('waiting for what will never happen is a deadlock', () => {
    const kernel = new Kernel();
    const task = kernel.spawn(
      'stuck',
      (function* (): Process<void> {
        yield () => {};
      })(),
    );
    expect(() => kernel.run(task)).toThrow(DeadlockError);
  });

  test('a process that never lets time pass is a runaway', () => {
    const kernel = new Kernel();
    const task = kernel.spawn(
      'busy',
      (function* (): Process<void> {
        for (;;) yield* sleep(0);
      })(),
    );
    expect(() => kernel.run(task)).toThrow(RunawayError);
  });
});
