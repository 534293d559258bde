import { expect, it } from 'vitest';
import { restore, type Hole } from './restore';

const CODE = { $func: true };
const unit = { rows: [{ name: 'a', allow: CODE }, { name: 'b' }], spec: { ports: [{}] } };

const rows: readonly (readonly [what: string, hole: Hole, expected: unknown])[] = [
  [
    'code, in the item of a name',
    { at: ['rows', 'a', 'allow'], recorded: CODE, value: true },
    { ...unit, rows: [{ name: 'a', allow: true }, { name: 'b' }] },
  ],
  [
    'what is left out',
    { at: ['rows', 'b', 'allow'], value: false },
    { ...unit, rows: [unit.rows[0], { name: 'b', allow: false }] },
  ],
  [
    'what collapsed into something else',
    { at: ['spec', 'ports', 0], recorded: {}, value: null },
    { ...unit, spec: { ports: [null] } },
  ],
  ['nothing where the recording has its own word', { at: ['rows', 'a', 'name'], value: 'c' }, unit],
  ['nothing where there is no such item', { at: ['rows', 'z', 'allow'], value: true }, unit],
  ['nothing below a text', { at: ['rows', 'a', 'name', 'x'], value: true }, unit],
];

it.each(rows)('restores %s', (_, hole, expected) => {
  expect(restore(unit, { source: 'a_test.go:1', holes: [hole] })).toEqual(expected);
});

it('leaves a unit alone that nothing is known about', () => {
  expect(restore(unit, undefined)).toBe(unit);
});
