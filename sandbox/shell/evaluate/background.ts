import type { Statement } from 'unbash';
import { currentTask, type Process } from '../../sim/index';
import { print } from 'unbash/printer';
import { TextInput } from '../streams/streams';
import { inSubshell } from './compound';
import type { Frame } from './frame';
import { complain } from './write';

/** Most background jobs one shell keeps running. */
const MAX_JOBS = 64;

/** `command &`: runs beside the shell with no input. */
export function* startBackground(statement: Statement, frame: Frame): Process<number> {
  const { state } = frame;
  if (state.jobs.all.filter((job) => !job.task.done).length >= MAX_JOBS) {
    yield* complain('bash: fork: retry: Resource temporarily unavailable\n', frame);
    return 254;
  }
  const { kernel } = currentTask();
  const files = [{ input: new TextInput('') }, ...frame.files.slice(1)];
  const process = inSubshell({ ...frame, files }, (inner) =>
    inner.evaluator.runNode(statement.command, inner),
  );
  const job = state.jobs.add(sourceOf(statement), kernel.spawn('job', process));
  state.lastBackground = String(job.pid);
  const isInteractive = frame.files[2]?.output?.isTerminal === true && !state.isSubshell;
  if (isInteractive) yield* complain(`[${String(job.number)}] ${String(job.pid)}\n`, frame);
  return 0;
}

function sourceOf(statement: Statement): string {
  const script = {
    type: 'Script',
    pos: 0,
    end: 0,
    shebang: undefined,
    commands: [{ ...statement, background: undefined }],
  } as const;
  return print(script).trim().replaceAll('\n', '; ');
}
