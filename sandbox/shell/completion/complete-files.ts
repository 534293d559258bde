import type { Frame } from '../evaluate/frame';

/** Paths that start with what is typed; directories end in `/`. */
export function completeFiles(current: string, { state, evaluator }: Frame): readonly string[] {
  const { files } = evaluator.world;
  const slash = current.lastIndexOf('/');
  const typedDirectory = current.slice(0, slash + 1);
  const prefix = current.slice(slash + 1);
  if (current === '~') return ['~/'];
  return files
    .list(files.resolve(typedDirectory === '' ? '.' : typedDirectory, state.cwd))
    .filter((name) => name.startsWith(prefix) && (prefix.startsWith('.') || !name.startsWith('.')))
    .map((name) => typedDirectory + name);
}
