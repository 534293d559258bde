export const unixPrefix = 'unix://';

/** Why a path (without `unix://`) is no Unix domain socket. */
export function unixAddressProblem(path: string): string | undefined {
  if (path === '') return 'unix address must not be empty';
  if (path.startsWith('@')) return undefined;
  return !path.startsWith('/') || path.endsWith('/')
    ? `${path} is not an absolute path to a file`
    : undefined;
}
