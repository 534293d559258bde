import { fileURLToPath } from 'node:url';
import { appManifests, sampleFiles } from '../../sandbox/hosts/node/lab-bundles';
import { createWorld, type World, type WorldOptions } from '../../sandbox/index';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A world with demo apps running, as `drydock run --app` makes it. */
export function appWorld(apps: readonly string[], seed = 7, options: Partial<WorldOptions> = {}): World {
  const manifests = appManifests(root, apps);
  const world = createWorld({ seed, manifests, samples: sampleFiles(root), ...options });
  world.settle();
  return world;
}

/** Runs a line and answers what the terminal shows, both streams together, with the exit code when it is not 0. */
export function say(world: World, line: string): string {
  let shown = '';
  const { exitCode } = world.run(line, { onOutput: (text) => (shown += text) });
  return exitCode === 0 ? shown : `${shown}[exit ${String(exitCode)}]`;
}

/** Applies YAML and lets the mesh settle. */
export function applyYaml(world: World, yaml: string): void {
  const { exitCode, stderr } = world.apply(yaml);
  if (exitCode !== 0) throw new Error(stderr);
  world.settle();
}
