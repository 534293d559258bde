import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Kernel, type Task } from '../../sandbox/sim/index';
import { Ledger, program, run, type Program } from './programs';

/** Starts programs that share a channel. */
function start(
  programs: readonly Program[],
  capacity: number,
): { kernel: Kernel; ledger: Ledger; tasks: Task<void>[] } {
  const kernel = new Kernel();
  const ledger = new Ledger(capacity);
  const tasks = programs.map((step, index) => kernel.spawn(`program ${String(index)}`, run(step, ledger)));
  return { kernel, ledger, tasks };
}

const programs = fc.array(program, { minLength: 1, maxLength: 4 });
const capacity = fc.nat(2);

describe('processes', () => {
  test('the same program leaves the same trace', () => {
    fc.assert(
      fc.property(programs, capacity, (steps, size) => {
        const traces = [start(steps, size), start(steps, size)].map(({ kernel, ledger }) => {
          kernel.runUntil(1_000_000);
          return ledger.trace;
        });
        expect(traces[0]).toEqual(traces[1]);
      }),
    );
  });

  test('run in one go or event by event, a program leaves the same trace', () => {
    fc.assert(
      fc.property(programs, capacity, (steps, size) => {
        const whole = start(steps, size);
        whole.kernel.runUntil(1_000_000);
        const stepwise = start(steps, size);
        while (stepwise.kernel.runUntil(1_000_000, { maxEvents: 1 }) === 'budget');
        expect(whole.ledger.trace).toEqual(stepwise.ledger.trace);
      }),
    );
  });

  test('cancelled at every suspension point, a program leaks nothing', () => {
    fc.assert(
      fc.property(programs, capacity, (steps, size) => {
        for (let events = 0; events < 200; events++) {
          const { kernel, ledger, tasks } = start(steps, size);
          const outcome = kernel.runUntil(1_000_000, { maxEvents: events });
          for (const task of tasks) task.cancel();
          expect({ events, open: ledger.open }).toEqual({ events, open: 0 });
          const before = ledger.trace.length;
          kernel.runUntil(2_000_000);
          expect({ idle: kernel.idle, after: ledger.trace.length - before, open: ledger.open }).toEqual({
            idle: true,
            after: 0,
            open: 0,
          });
          if (outcome === 'reached') break;
        }
      }),
      { numRuns: 200 },
    );
  });

  test('one task cancelled at every point, no value of the others is lost', () => {
    fc.assert(
      fc.property(programs, program, capacity, (steps, victim, size) => {
        for (let events = 0; events < 200; events++) {
          const { kernel, ledger, tasks } = start([victim, ...steps], size);
          const outcome = kernel.runUntil(1_000_000, { maxEvents: events });
          tasks[0]?.cancel();
          kernel.runUntil(2_000_000);
          for (const task of tasks) task.cancel();
          kernel.runUntil(3_000_000);
          const queued = ledger.channel.size;
          expect(ledger.received + queued).toBeGreaterThanOrEqual(ledger.sent);
          expect(ledger.open).toBe(0);
          if (outcome === 'reached') break;
        }
      }),
      { numRuns: 200 },
    );
  });
});
