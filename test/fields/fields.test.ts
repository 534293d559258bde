import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { declaredFields } from './schema-fields';
import { dictated, names } from './shown';
import { rulesWith } from './traffic-policies';
import { complainedFields, documentsOf, idOf, isShown, stored, triedKinds, tryFields } from './tried';

const around = documentsOf('mesh.yaml').map(stored);
const samples = readdirSync(new URL('samples', import.meta.url));
const subjects = samples.map((file) => documentsOf(`samples/${file}`).map(stored));
const tried = [...subjects, rulesWith(documentsOf('traffic-policies.yaml'))].map((some) =>
  tryFields(around, some),
);
const effective = new Set(tried.flatMap((one) => [...one.effective]));
const refusedOtherwise = new Set(tried.flatMap((one) => [...one.dictated]));
const complained = complainedFields(documentsOf('complained.yaml'));

/** istiod complains of the field itself, or of all it stands in. */
function isComplained(field: string): boolean {
  return complained.some(
    (one) => field === one || field.startsWith(`${one}.`) || field.startsWith(`${one}[`),
  );
}

test.each(triedKinds.map((kind) => [idOf(kind), kind] as const))(
  'every field of %s changes something, or is said to change nothing',
  (id, kind) => {
    const silent = declaredFields(kind)
      .map(({ path }) => `${id} ${path}`)
      .filter((field) => !isShown(effective, field) && !isComplained(field));
    expect(silent.filter((field) => !names.includes(field)).sort()).toEqual(
      dictated.filter((field) => field.startsWith(`${id} `)).sort(),
    );
  },
);

test('what the rest of an object dictates cannot be changed alone', () => {
  expect(dictated.filter((field) => !refusedOtherwise.has(field))).toEqual([]);
});
