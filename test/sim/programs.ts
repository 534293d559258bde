import fc from 'fast-check';
import {
  all,
  Channel,
  CLOSED,
  currentTask,
  join,
  receive,
  send,
  sleep,
  withTimeout,
  type Process,
} from '../../sandbox/sim/index';

/** A small program made by a generator: every way of waiting the kernel knows, nested. */
export type Program =
  | { readonly do: 'sleep'; readonly ms: number }
  | { readonly do: 'send' }
  | { readonly do: 'receive' }
  | { readonly do: 'close' }
  | { readonly do: 'sequence'; readonly steps: readonly Program[] }
  | { readonly do: 'all'; readonly steps: readonly Program[] }
  | { readonly do: 'timeout'; readonly ms: number; readonly body: Program }
  | { readonly do: 'join'; readonly body: Program };

export const program: fc.Arbitrary<Program> = fc.letrec<{ program: Program }>((tie) => ({
  program: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ do: fc.constant('sleep' as const), ms: fc.nat(3) }),
    fc.record({ do: fc.constant('send' as const) }),
    fc.record({ do: fc.constant('receive' as const) }),
    fc.record({ do: fc.constant('sequence' as const), steps: fc.array(tie('program'), { maxLength: 4 }) }),
    fc.record({ do: fc.constant('all' as const), steps: fc.array(tie('program'), { maxLength: 4 }) }),
    fc.record({ do: fc.constant('timeout' as const), ms: fc.nat(3), body: tie('program') }),
    fc.record({ do: fc.constant('join' as const), body: tie('program') }),
  ),
})).program;

/** What a program holds and did. */
export class Ledger {
  /** Opened and not yet closed by a `finally`. */
  open = 0;
  sent = 0;
  received = 0;
  readonly trace: string[] = [];
  readonly channel: Channel<number>;

  constructor(capacity: number) {
    this.channel = new Channel(capacity);
  }
}

/** Runs a program; every step holds something that only its `finally` gives back. */
export function* run(step: Program, ledger: Ledger): Process<void> {
  const { kernel } = currentTask();
  ledger.open++;
  try {
    switch (step.do) {
      case 'sleep':
        yield* sleep(step.ms);
        break;
      case 'send':
        // counted before: a value in the hands of a cancelled sender counts as never sent
        if (yield* send(ledger.channel, 1)) ledger.sent++;
        break;
      case 'receive': {
        const value = yield* receive(ledger.channel);
        if (value !== CLOSED) ledger.received++;
        break;
      }
      case 'close':
        ledger.channel.close();
        break;
      case 'sequence':
        for (const inner of step.steps) yield* run(inner, ledger);
        break;
      case 'all':
        yield* all(
          'all',
          step.steps.map((inner) => run(inner, ledger)),
        );
        break;
      case 'timeout':
        yield* withTimeout(step.ms, 'timeout', run(step.body, ledger));
        break;
      case 'join': {
        const child = kernel.spawn('child', run(step.body, ledger));
        try {
          yield* join(child);
        } finally {
          child.cancel();
        }
      }
    }
    ledger.trace.push(`${String(kernel.nowUs)} ${step.do}`);
  } finally {
    ledger.open--;
  }
}
