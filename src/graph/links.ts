import type { EdgeSteering } from '../../sandbox/index';
import { homeFile } from '../world/home-file';
import type { Place } from '../world/selection';

/** Text of a file of the home; undefined for files the editor does not hold. */
export type TextOf = (file: string) => string | undefined;

/** The lines that steer what goes along an edge, or into a node: the blocks of YAML they begin. */
export function placesOf(
  steering: readonly EdgeSteering[],
  chosen: { readonly node?: string | undefined; readonly edge?: string | undefined },
  textOf: TextOf,
): Place[] {
  const all = distinct(steering.flatMap((edge) => blocksOf(edge, textOf)));
  const own = distinct(
    steering
      .filter(({ edge, target }) => edge === chosen.edge || target === chosen.node)
      .flatMap((edge) => blocksOf(edge, textOf)),
  );
  // A block that holds the blocks of others speaks for them too: only its head is meant.
  return own.map((block) =>
    all.some((other) => other !== block && !same(other, block) && isWithin(other, block))
      ? { ...block, end: block.start }
      : block,
  );
}

/** The edges that a line of a file has a say in: those of the smallest block around it. */
export function edgesAt(
  steering: readonly EdgeSteering[],
  at: { readonly file: string; readonly line: number },
  textOf: TextOf,
): string[] {
  const here = { file: at.file, start: at.line, end: at.line };
  const around = steering
    .flatMap((edge) => blocksOf(edge, textOf).map((block) => ({ edge: edge.edge, block })))
    .filter(({ block }) => isWithin(here, block));
  const smallest = Math.min(...around.map(({ block }) => block.end - block.start));
  return around.filter(({ block }) => block.end - block.start === smallest).map(({ edge }) => edge);
}

/** Last line of the block of YAML that begins in a line: what is indented deeper, or is not another item of its list. */
export function blockEnd(text: string, line: number): number {
  const lines = text.split('\n');
  const indent = indentOf(lines[line - 1] ?? '');
  let end = line;
  for (let next = line + 1; next <= lines.length; next++) {
    const content = lines[next - 1] ?? '';
    if (content.trim() === '' || content.trimStart().startsWith('#')) continue;
    if (content.startsWith('---') || indentOf(content) <= indent) break;
    end = next;
  }
  return end;
}

function blocksOf({ origins }: EdgeSteering, textOf: TextOf): Place[] {
  return origins.flatMap((origin) => {
    const file = origin.file === undefined ? undefined : homeFile(origin.file);
    const text = file === undefined ? undefined : textOf(file);
    if (file === undefined || text === undefined || origin.line === undefined) return [];
    return [{ file, start: origin.line, end: blockEnd(text, origin.line) }];
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
}

function same(a: Place, b: Place): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

function distinct(places: readonly Place[]): Place[] {
  return places.filter((place, index) => places.findIndex((other) => same(other, place)) === index);
}
