import { parseYaml } from '../../../../sandbox/lib/yaml/index';

/** A text of YAML. */
export function yaml(source: string): unknown {
  return parseYaml(source, { file: '' }).documents[0]?.value;
}

/** The goldens write protobuf's own names of fields. */
export function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(
        ([name, member]) =>
          [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), camelKeys(member)] as const,
      )
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
