import { CallbackOutput, type Output } from './streams';

/** Most characters one run may print. */
const MAX_OUTPUT = 16 * 1024 * 1024;

interface Writer {
  write(text: string, stream: 'stdout' | 'stderr'): void;
}

/** Standard output and errors of a run that nobody can interrupt: past a limit the writer is told to stop. */
export function limitedOutputs(writer: Writer): { readonly stdout: Output; readonly stderr: Output } {
  let left = MAX_OUTPUT;
  let isCut = false;
  const limited = (stream: 'stdout' | 'stderr'): Output =>
    new CallbackOutput((text) => {
      left -= text.length;
      if (left >= 0) {
        writer.write(text, stream);
        return true;
      }
      if (!isCut) writer.write(`[output cut after ${String(MAX_OUTPUT / 1024 / 1024)} MiB]\n`, 'stderr');
      isCut = true;
      return false;
    });
  return { stdout: limited('stdout'), stderr: limited('stderr') };
}
