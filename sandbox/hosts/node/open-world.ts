import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createWorld, labWorld, type Profile, type World } from '../../index';
import { UsageError, type Arguments } from './arguments';
import { appManifests, labFolders, loadLab, sampleFiles } from './lab-bundles';

/** Builds the world that `--lab`, `--app`, `--seed`, `-f` and `--mount` describe, settled. */
export function openWorld(input: Arguments, root: string): World {
  const labId = input.value('lab');
  const world = labId === undefined ? worldOfApps(input, root) : worldOfLab(input, root, labId);
  for (const mount of input.values('mount')) mountDirectory(world, mount);
  world.settle();
  for (const file of input.values('f')) applyFile(world, file);
  return world;
}

function worldOfLab(input: Arguments, root: string, id: string): World {
  const folders = labFolders(root);
  const folder = folders.get(id);
  if (folder === undefined) {
    throw new UsageError(`no such lab: ${id}; there are: ${[...folders.keys()].join(', ')}`);
  }
  const bundle = loadLab(root, folder);
  return createWorld({
    ...labWorld(bundle),
    seed: input.integer('seed', bundle.lab.seed),
    profile: profileOf(input, bundle.lab.profile),
  });
}

function worldOfApps(input: Arguments, root: string): World {
  try {
    return createWorld({
      seed: input.integer('seed', 1),
      manifests: appManifests(root, input.values('app')),
      samples: sampleFiles(root),
      profile: profileOf(input),
    });
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no such app'))
      throw new UsageError(error.message);
    throw error;
  }
}

function profileOf(input: Arguments, fallback: Profile = 'default'): Profile {
  const profile = input.value('profile') ?? fallback;
  if (profile !== 'default' && profile !== 'demo')
    throw new UsageError(`no such profile: ${profile}; there are: default, demo`);
  return profile;
}

/** `HOSTDIR[:PATH]`: copies a folder's text files into the virtual home (default: the home itself). */
function mountDirectory(world: World, mount: string): void {
  const colon = mount.lastIndexOf(':');
  const [from, to] = colon > 0 ? [mount.slice(0, colon), mount.slice(colon + 1)] : [mount, '~'];
  for (const entry of readdirSync(from, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(from, entry);
    if (!statSync(path).isFile()) continue;
    world.files.write(world.files.resolve(`${to}/${entry}`, '/'), readFileSync(path, 'utf8'));
  }
}

function applyFile(world: World, file: string): void {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  const result = world.apply(text, { file: basename(file) });
  if (result.exitCode !== 0) throw new UsageError(`${file} was refused:\n${result.stderr}`);
  world.settle();
}
