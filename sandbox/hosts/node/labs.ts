import { playLab } from '../../index';
import { UsageError, type Arguments } from './arguments';
import { labFolders, loadLab } from './lab-bundles';

/** `drydock labs`: lists labs; with `--check` plays start, solution and wrong edits of each. */
export function labsCommand(input: Arguments, root: string): number {
  const folders = labFolders(root);
  const wanted = input.words.length > 0 ? input.words : [...folders.keys()];
  let failures = 0;
  for (const id of wanted) {
    const folder = folders.get(id);
    if (folder === undefined) throw new UsageError(`no such lab: ${id}`);
    const bundle = loadLab(root, folder);
    if (!input.has('check')) {
      process.stdout.write(
        `${id}\t${bundle.lab.apps.join(',')}\t${String(bundle.lab.checks.length)} checks\n`,
      );
      continue;
    }
    for (const outcome of playLab(bundle)) {
      failures += outcome.ok ? 0 : 1;
      process.stdout.write(
        `${outcome.ok ? 'ok  ' : 'FAIL'} ${id} ${outcome.name}${outcome.ok ? '' : `: ${outcome.why}`}\n`,
      );
    }
  }
  return failures === 0 ? 0 : 1;
}
