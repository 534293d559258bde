import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, root, sourceFiles } from './imports';
import { layers, partOf } from './layers';
import { platformUses } from './platform-uses';

const files = sourceFiles('sandbox', 'src', 'docs');
const simulated = files.filter((file) => file.startsWith('sandbox/') && !file.startsWith('sandbox/hosts/'));

describe('layers', () => {
  test('every file belongs to a part of the table', () => {
    expect(files.filter((file) => partOf(file) === undefined)).toEqual([]);
  });

  test('every import goes down', () => {
    expect(
      files.flatMap((file) =>
        importsOf(file)
          .filter((target) => !isAllowed(file, target))
          .map((target) => `${file} -> ${target}`),
      ),
    ).toEqual([]);
  });

  test('across layers the other layer is entered through its index', () => {
    const deep = (file: string, target: string): boolean => {
      const from = partOf(file);
      const to = partOf(target);
      if (
        from === to ||
        to === undefined ||
        to === 'sandbox/lib' ||
        to === 'sandbox/world' ||
        !to.startsWith('sandbox/')
      )
        return false;
      return to !== 'sandbox/hosts' && !target.endsWith('/index.ts');
    };
    const checked = simulated.filter((file) => partOf(file) !== 'sandbox/world');
    expect(
      checked.flatMap((file) =>
        importsOf(file)
          .filter((target) => deep(file, target))
          .map((target) => `${file} -> ${target}`),
      ),
    ).toEqual([]);
  });

  test('there are no cycles', () => {
    expect(findCycle(files)).toEqual([]);
  });
});

describe('registries', () => {
  const registries = [
    'sandbox/envoy/filters/index.ts',
    'sandbox/istio/analysis/analyzers/index.ts',
    'sandbox/istio/kinds/index.ts',
    'sandbox/istio/kinds/gateway-api/index.ts',
    'sandbox/kube/kinds/index.ts',
    'sandbox/shell/commands/index.ts',
    'sandbox/shell/commands/istioctl/index.ts',
    'sandbox/shell/commands/kubectl/index.ts',
    'sandbox/workloads/index.ts',
  ];
  test.each(registries)('%s lists every extension beside it', (registry) => {
    const folder = `${dirname(registry)}/`;
    const extensions = new Set(
      files.filter((file) => file.startsWith(folder)).flatMap((file) => folderBelow(folder, file)),
    );
    const listed = new Set([...reachable(registry, folder)].flatMap((file) => folderBelow(folder, file)));
    const isRegistry = (extension: string): boolean => registries.includes(`${folder}${extension}/index.ts`);
    expect([...extensions].filter((name) => !listed.has(name) && !isRegistry(name))).toEqual([]);
  });
});

describe('the simulated world', () => {
  test('uses no clock, chance or platform but its own', () => {
    expect(simulated.flatMap(platformUses)).toEqual([]);
  });
});

describe('file sizes', () => {
  const sizes = files.filter((file) => !isDataTable(file)).map((file) => ({ file, lines: lineCount(file) }));

  test('no file is longer than 400 lines', () => {
    expect(sizes.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  test('half of the files have at most 80 lines', () => {
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });
});

/** The folder directly below `folder` that a file is in, if any. */
function folderBelow(folder: string, file: string): string[] {
  const rest = file.slice(folder.length);
  return rest.includes('/') ? [rest.slice(0, rest.indexOf('/'))] : [];
}

/** Files below a folder that a file imports, directly or not. */
function reachable(file: string, folder: string, found = new Set<string>()): ReadonlySet<string> {
  for (const target of importsOf(file)) {
    if (!target.startsWith(folder) || found.has(target)) continue;
    found.add(target);
    reachable(target, folder, found);
  }
  return found;
}

function isAllowed(file: string, target: string): boolean {
  const from = partOf(file);
  const to = partOf(target);
  if (from === undefined || from === to) return true;
  const allowed = layers[from] ?? [];
  return (
    allowed.includes(target) ||
    (to !== undefined && allowed.includes(to)) ||
    allowed.some((prefix) => target.startsWith(`${prefix}/`) && partOf(target) === prefix) ||
    (allowed.includes('test') && target.startsWith('test/'))
  );
}

function isDataTable(file: string): boolean {
  return readFileSync(join(root, file), 'utf8').startsWith('// data table');
}

function lineCount(file: string): number {
  return readFileSync(join(root, file), 'utf8').split('\n').length - 1;
}

function findCycle(all: readonly string[]): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    if (state.get(file) === 'done') return [];
    if (state.get(file) === 'open') return [...path.slice(path.indexOf(file)), file];
    state.set(file, 'open');
    path.push(file);
    for (const target of importsOf(file)) {
      const cycle = visit(target);
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    state.set(file, 'done');
    return [];
  };
  for (const file of all) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
