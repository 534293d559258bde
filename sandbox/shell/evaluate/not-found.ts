import { nearest } from '../text/nearest';

/** What to use instead of tools that are not here. */
const INSTEAD: Readonly<Record<string, string>> = {
  ping: 'Services have no ICMP; use curl to test a connection.',
  wget: 'Use curl instead.',
  vim: 'Write files with cat > FILE <<EOF, or edit them beside the terminal.',
  vi: 'Write files with cat > FILE <<EOF, or edit them beside the terminal.',
  nano: 'Write files with cat > FILE <<EOF, or edit them beside the terminal.',
  less: 'Use cat or head instead.',
  more: 'Use cat or head instead.',
  docker: 'Containers run in the simulated cluster; see kubectl get pods.',
  '!!': 'History expansion is not supported; press the up arrow or Ctrl-R.',
  sudo: 'There is no administrator here; run the command without it.',
};

/** bash's words for an unknown command, and the nearest one that exists. */
export function notFoundMessage(name: string, known: readonly string[]): string {
  const instead = INSTEAD[name];
  const close = instead === undefined ? nearest(name, known) : undefined;
  const hint = instead ?? (close === undefined ? undefined : `Did you mean '${close}'?`);
  return `bash: ${name}: command not found\n${hint === undefined ? '' : `${hint}\n`}`;
}
