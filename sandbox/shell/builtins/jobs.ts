import { defineBuiltin, type Builtin, type BuiltinContext } from '../builtin';
import { statusOf } from '../evaluate/pipeline';
import type { Job } from '../state/jobs';
import { sleep, type Process } from '../../sim/index';

const SIGNALS: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, TERM: 15 };

/** `[1]+  Running                 sleep 5 &` */
export function jobLine(job: Job, mark: string): string {
  const state = job.task.done ? endedState(job) : 'Running';
  const suffix = job.task.done ? '' : ' &';
  return `[${String(job.number)}]${mark}  ${state.padEnd(22)}  ${job.text}${suffix}\n`;
}

function endedState(job: Job): string {
  if (job.signal === 'KILL') return 'Killed';
  if (job.task.cancelled) return job.signal === 'INT' ? 'Interrupt' : 'Terminated';
  const status = job.task.result();
  return status === 0 ? 'Done' : `Exit ${String(status)}`;
}

const jobs = defineBuiltin({
  path: ['jobs'],
  summary: 'List background jobs.',
  usage: 'jobs [-lnprs] [jobspec ...]',
  flags: [
    { short: 'p', type: 'switch', summary: 'process ids only' },
    { short: 'l', type: 'switch', summary: 'with process ids' },
    { short: 'r', type: 'switch', summary: 'running jobs only' },
  ],
  examples: ['sleep 1 & jobs; wait'],
  *run(input, context) {
    const { jobs: table } = context.frame.state;
    for (const job of table.all) {
      if (input.has('r') && job.task.done) continue;
      const line = jobLine(job, table.mark(job));
      if (input.has('p')) yield* context.write(`${String(job.pid)}\n`);
      else yield* context.write(input.has('l') ? line.replace('  ', ` ${String(job.pid)} `) : line);
      if (job.task.done) table.forget(job);
    }
    return 0;
  },
});

const wait = defineBuiltin({
  path: ['wait'],
  summary: 'Wait for background jobs to end.',
  usage: 'wait [id ...]',
  flags: [{ short: 'n', type: 'switch', summary: 'wait for the next job only' }],
  *run(input, context) {
    const { jobs: table } = context.frame.state;
    if (input.has('n')) {
      const first = table.all.find((job) => job.task.done) ?? table.all[0];
      return first ? yield* waitFor(first, context) : 127;
    }
    let status = 0;
    if (input.positional.length === 0) for (const job of [...table.all]) yield* waitFor(job, context);
    for (const name of input.positional) {
      const job = table.find(name);
      if (job) status = yield* waitFor(job, context);
      else {
        const reason = name.startsWith('%') ? 'no such job' : undefined;
        yield* context.error(
          `bash: wait: ${reason === undefined ? `pid ${name} is not a child of this shell` : `${name}: ${reason}`}\n`,
        );
        status = 127;
      }
    }
    return status;
  },
});

function* waitFor(job: Job, context: BuiltinContext): Process<number> {
  const status = yield* statusOf(job.task);
  context.frame.state.jobs.forget(job);
  return job.task.cancelled ? 128 + (SIGNALS[job.signal ?? 'TERM'] ?? 15) : status;
}

const kill = defineBuiltin({
  path: ['kill'],
  summary: 'End a background job.',
  usage: 'kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]',
  flags: [],
  rawArguments: true,
  examples: ['sleep 60 & kill %1'],
  *run(input, context) {
    const { jobs: table } = context.frame.state;
    const words = [...input.words];
    let signal = 'TERM';
    const option = words[0]?.startsWith('-') ? words.shift() : undefined;
    if (option === '-l') {
      yield* context.write(
        `${Object.entries(SIGNALS)
          .map(([name, number]) => `${String(number).padStart(2)}) SIG${name}`)
          .join('\t')}\n`,
      );
      return 0;
    }
    if (option !== undefined && option !== '--') {
      const name = (option === '-s' || option === '-n' ? words.shift() : option.slice(1)) ?? '';
      const known = Object.entries(SIGNALS).find(
        ([each, number]) => name.replace(/^SIG/, '') === each || Number(name) === number,
      );
      if (!known) {
        yield* context.error(`bash: kill: ${name}: invalid signal specification\n`);
        return 1;
      }
      signal = known[0];
    }
    if (words.length === 0) {
      yield* context.error(`kill: usage: ${kill.usage}\n`);
      return 2;
    }
    let status = 0;
    for (const word of words) {
      const job = table.find(word);
      if (job) {
        table.kill(job, signal);
        continue;
      }
      const reason = word.startsWith('%')
        ? `${word}: no such job`
        : /^-?\d+$/.test(word)
          ? `(${word}) - No such process`
          : `${word}: arguments must be process or job IDs`;
      yield* context.error(`bash: kill: ${reason}\n`);
      status = 1;
    }
    yield* sleep(0);
    return status;
  },
});

function foreground(name: 'fg' | 'bg', summary: string): Builtin {
  return defineBuiltin({
    path: [name],
    summary,
    usage: `${name} [job_spec]`,
    flags: [],
    *run(input, context) {
      const { jobs: table } = context.frame.state;
      const wanted = input.positional[0] ?? '%+';
      const job = table.find(wanted);
      if (!job) {
        yield* context.error(`bash: ${name}: ${input.positional[0] ?? 'current'}: no such job\n`);
        return 1;
      }
      if (name === 'bg') {
        yield* context.error(`bash: bg: job ${String(job.number)} already in background\n`);
        return 0;
      }
      yield* context.write(`${job.text}\n`);
      try {
        return yield* waitFor(job, context);
      } finally {
        table.kill(job, 'INT');
        table.forget(job);
      }
    },
  });
}

export const jobBuiltins: readonly Builtin[] = [
  jobs,
  wait,
  kill,
  foreground('fg', 'Bring a job to the foreground.'),
  foreground('bg', 'Jobs started with & are in the background already.'),
];
