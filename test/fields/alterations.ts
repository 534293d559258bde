import type { Schema } from '../../sandbox/kube/index';
import type { Place } from './schema-fields';

/** An object that differs from another in the field at one place alone. */
interface Alteration {
  readonly changed: unknown;
  /** Whether the field is gone, and has not another value. */
  readonly isGone: boolean;
}

/** The object without the field at a place, and with other values there. */
export function* alterations(object: unknown, { steps, schema }: Place): Generator<Alteration> {
  yield { changed: edited(object, steps, () => undefined), isGone: true };
  for (const other of others(valueAt(object, steps), schema))
    yield { changed: edited(object, steps, () => other), isGone: false };
}

function* others(value: unknown, schema: Schema): Generator {
  if (typeof value === 'boolean') yield !value;
  else if (typeof value === 'number') yield* [value + 1, value - 1, 5009, 0];
  else if (typeof value === 'string') yield* otherTexts(value, schema);
  else if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const [first] = items;
    if (typeof first === 'string' && schema.items)
      for (const text of otherTexts(first, schema.items)) yield [text, ...items.slice(1)];
    yield [...items, ...items];
  } else if (typeof value === 'object' && value !== null && schema.additionalProperties)
    for (const [name, member] of Object.entries(value))
      if (typeof member === 'string')
        yield* [`x${member}`, `${member}x`].map((text) => ({ ...value, [name]: text }));
      else if (typeof member === 'number') yield Object.fromEntries(turned(Object.entries(value)));
}

/** The same names, each with the value of the next. */
function turned(entries: readonly (readonly [string, unknown])[]): (readonly [string, unknown])[] {
  return entries.map(([name], index) => [name, entries[(index + 1) % entries.length]?.[1]] as const);
}

function* otherTexts(text: string, { enum: listed }: Schema): Generator<string> {
  if (listed) yield* listed.filter((one) => one !== text);
  else if (/^\d+(ms|s|m|h)$/.test(text)) yield '77s';
  else
    yield* [
      `x${text}`,
      `${text}x`,
      'other',
      'UDP',
      'Prefix',
      'request.auth.audiences',
      '10.77.0.1',
      '10.77.0.0/16',
      'https://x.example.com',
    ];
}

function valueAt(value: unknown, steps: Place['steps']): unknown {
  return steps.reduce<unknown>((at, step) => (at as Readonly<Record<string | number, unknown>>)[step], value);
}

/** A copy with another value at one place; undefined takes the field away. */
function edited(value: unknown, steps: Place['steps'], change: () => unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return change();
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.map((item, index) => (index === step ? edited(item, rest, change) : item));
  }
  const record = value as Readonly<Record<string, unknown>>;
  const inner = edited(record[step], rest, change);
  const { [step]: _, ...without } = record;
  return inner === undefined ? without : { ...record, [step]: inner };
}
