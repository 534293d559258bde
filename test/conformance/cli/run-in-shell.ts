import type { Shell } from '../../../sandbox/shell/index';
import type { Kernel } from '../../../sandbox/sim/index';
import type { Printed } from './recorded-case';

const LIMIT_US = 60_000_000;
/** What `timeout` answers with. */
const TIMED_OUT = 124;

/** Runs a command to its end, as far as virtual time allows. */
export function runInShell(kernel: Kernel, shell: Shell, cwd: string, command: string): Printed {
  let stdout = '';
  let stderr = '';
  const write = (text: string, stream: 'stdout' | 'stderr'): void => {
    if (stream === 'stdout') stdout += text;
    else stderr += text;
  };
  const task = kernel.spawn('case', shell.run(command, { cwd, write }));
  const deadlineUs = kernel.nowUs + LIMIT_US;
  while (!task.done && kernel.nowUs < deadlineUs && !kernel.idle)
    kernel.runUntil(Math.min(kernel.nextEventUs ?? deadlineUs, deadlineUs));
  const exitCode = task.done ? task.result() : TIMED_OUT;
  if (!task.done) task.cancel();
  return { stdout, stderr, exitCode };
}
