import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';

/** What the canary lab's world is made from. */
export function canaryBundle(root: string): {
  readonly manifests: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly applied: readonly string[];
} {
  const folder = labFolders(root).get('canary');
  if (folder === undefined) throw new Error('there is no lab "canary"');
  const { manifests, files, lab } = loadLab(root, folder);
  return { manifests, files, applied: lab.applied ?? [] };
}
