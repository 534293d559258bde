import { civilTime } from '../../../lib/calendar';
import { defineCommand, type CommandContext, type CommandInput } from '../../command';
import { modifiedAt } from '../../modification-times';
import { inColumns } from '../../terminal/columns';
import { byCodePoint, utf8Length } from '../../text/width';
import { formatDate } from '../system/date/format';
import { fail } from '../misuse';
import type { Process } from '../../../sim/index';

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly isDirectory: boolean;
  readonly size: number;
  readonly modifiedMs: number;
}

export const ls = defineCommand({
  path: ['ls'],
  summary: 'List files.',
  usage: 'ls [OPTION]... [FILE]...',
  flags: [
    { long: 'all', short: 'a', type: 'switch', summary: 'do not ignore entries starting with .' },
    { long: 'almost-all', short: 'A', type: 'switch', summary: 'do not list implied . and ..' },
    {
      long: 'directory',
      short: 'd',
      type: 'switch',
      summary: 'list directories themselves, not their contents',
    },
    { long: 'classify', short: 'F', type: 'switch', summary: 'append / to directories' },
    { long: 'human-readable', short: 'h', type: 'switch', summary: 'with -l, print sizes like 1K 234M' },
    { short: 'l', type: 'switch', summary: 'use a long listing format' },
    { short: 'p', type: 'switch', summary: 'append / to directories' },
    { long: 'reverse', short: 'r', type: 'switch', summary: 'reverse order while sorting' },
    { long: 'recursive', short: 'R', type: 'switch', summary: 'list subdirectories recursively' },
    { short: 'S', type: 'switch', summary: 'sort by file size, largest first' },
    { short: 't', type: 'switch', summary: 'sort by time, newest first' },
    { short: '1', type: 'switch', summary: 'list one file per line' },
    {
      long: 'color',
      type: 'string',
      implied: 'auto',
      values: ['always', 'auto', 'never'],
      summary: 'colorize the output',
    },
  ],
  misuseExitCode: 2,
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ['ls -la ~', 'ls'],
  *run(input, context) {
    const { files } = context.world;
    const operands = input.positional.length > 0 ? input.positional : ['.'];
    let status = 0;
    const plain: Entry[] = [];
    const directories: Entry[] = [];
    for (const operand of operands) {
      const path = files.resolve(operand, context.cwd);
      if (!files.exists(path))
        status = yield* fail('ls', `cannot access '${operand}': No such file or directory`, context, 2);
      else
        (files.isDirectory(path) && !input.has('directory') ? directories : plain).push(
          entryOf(operand, path, context),
        );
    }
    const listing = new Listing(input, context);
    if (plain.length > 0) yield* listing.entries(plain);
    const hasTitles = operands.length > 1 || input.has('recursive');
    yield* listing.directories(listing.sorted(directories), hasTitles, plain.length > 0);
    return status;
  },
});

function entryOf(name: string, path: string, { world }: CommandContext): Entry {
  const isDirectory = world.files.isDirectory(path);
  const size = isDirectory ? 4096 : utf8Length(world.files.read(path) ?? '');
  return { name, path, isDirectory, size, modifiedMs: modifiedAt(world.files, path) ?? 0 };
}

class Listing {
  constructor(
    private readonly input: CommandInput,
    private readonly context: CommandContext,
  ) {}

  *directories(entries: readonly Entry[], hasTitles: boolean, isLater: boolean): Process<void> {
    let needsGap = isLater;
    for (const entry of entries) {
      const inside = this.#contents(entry);
      const title = hasTitles ? `${needsGap ? '\n' : ''}${entry.name}:\n` : '';
      needsGap = true;
      if (title !== '') yield* this.context.write(title);
      if (this.input.has('l')) yield* this.context.write(`total ${String(blocks(inside))}\n`);
      yield* this.entries(inside);
      if (!this.input.has('recursive')) continue;
      const below = inside.filter((each) => each.isDirectory && each.name !== '.' && each.name !== '..');
      yield* this.directories(
        below.map((each) => ({ ...each, name: `${entry.name}/${each.name}` })),
        true,
        true,
      );
    }
  }

  *entries(entries: readonly Entry[]): Process<void> {
    if (this.input.has('l')) {
      yield* this.context.write(this.#long(this.sorted(entries)));
      return;
    }
    const names = this.sorted(entries).map((entry) => this.#shown(entry));
    const inRows = this.context.isTerminal && !this.input.has('1');
    yield* this.context.write(
      inRows ? inColumns(names, this.context.columns) : names.map((name) => `${name}\n`).join(''),
    );
  }

  sorted(entries: readonly Entry[]): Entry[] {
    const byName = (a: Entry, b: Entry): number => byCodePoint(a.name, b.name);
    const compare = this.input.has('S')
      ? (a: Entry, b: Entry): number => b.size - a.size || byName(a, b)
      : this.input.has('t')
        ? (a: Entry, b: Entry): number => b.modifiedMs - a.modifiedMs || byName(a, b)
        : byName;
    const sorted = [...entries].sort(compare);
    return this.input.has('reverse') ? sorted.reverse() : sorted;
  }

  #contents(directory: Entry): Entry[] {
    const base = directory.path === '/' ? '' : directory.path;
    const names = this.context.world.files.list(directory.path).map((name) => name.replace(/\/$/, ''));
    const shows = this.input.has('all') || this.input.has('almost-all');
    const entries = names
      .filter((name) => shows || !name.startsWith('.'))
      .map((name) => entryOf(name, `${base}/${name}`, this.context));
    if (!this.input.has('all')) return entries;
    const parent = this.context.world.files.resolve('..', directory.path);
    return [entryOf('.', directory.path, this.context), entryOf('..', parent, this.context), ...entries];
  }

  #long(entries: readonly Entry[]): string {
    const sizes = entries.map((entry) =>
      this.input.has('human-readable') ? humanSize(entry.size) : String(entry.size),
    );
    const width = Math.max(0, ...sizes.map((size) => size.length));
    return entries
      .map((entry, i) => {
        const mode = entry.isDirectory ? 'drwxr-xr-x 2' : '-rw-r--r-- 1';
        return `${mode} learner learner ${(sizes[i] ?? '').padStart(width)} ${timeText(entry.modifiedMs, this.context.world.now())} ${this.#shown(entry)}\n`;
      })
      .join('');
  }

  #shown(entry: Entry): string {
    const mark = entry.isDirectory && (this.input.has('classify') || this.input.has('p')) ? '/' : '';
    const color = this.input.flag('color');
    const isColored = color === 'always' || (color === 'auto' && this.context.isTerminal);
    return entry.isDirectory && isColored ? `\u001b[01;34m${entry.name}\u001b[0m${mark}` : entry.name + mark;
  }
}

/** Kilobyte blocks, four at a time, as a file system with 4 KiB blocks counts. */
function blocks(entries: readonly Entry[]): number {
  return entries.reduce((sum, { size }) => sum + Math.ceil(size / 4096) * 4, 0);
}

function humanSize(size: number): string {
  if (size < 1024) return String(size);
  let value = size;
  let unit = -1;
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit++;
  }
  const rounded = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
  return rounded + 'KMGT'.charAt(unit);
}

/** Hours for this year's files, the year for others. */
function timeText(ms: number, nowMs: number): string {
  const isThisYear = civilTime(ms).year === civilTime(nowMs).year;
  return formatDate(isThisYear ? '%b %e %H:%M' : '%b %e  %Y', ms);
}
