import { createWorld, type World } from '../../sandbox/index';
import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';
import { root } from '../architecture/imports';

/** City Truck's driver, asked from outside. */
export const DRIVER_URL = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';

/** The canary lab as a learner finds it, settled. */
export function canaryWorld(seed = 7): World {
  const folder = labFolders(root).get('canary');
  if (folder === undefined) throw new Error('there is no lab "canary"');
  const { lab, manifests, files } = loadLab(root, folder);
  const world = createWorld({ seed, manifests, files, applied: lab.applied ?? [] });
  world.settle();
  return world;
}

/** Applies files of the home and lets the mesh settle. */
export function applyFiles(world: World, ...files: string[]): void {
  for (const file of files) {
    const { exitCode, stderr } = world.run(`kubectl apply -f ${file}`);
    if (exitCode !== 0) throw new Error(stderr);
  }
  world.settle();
}
