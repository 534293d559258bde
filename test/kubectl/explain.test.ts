import { describe, expect, it } from 'vitest';
import { editorKinds } from '../../sandbox/index';
import { istioKinds } from '../../sandbox/istio/kinds/index';
import type { Schema } from '../../sandbox/kube/index';
import { KubectlTerminal } from './terminal';

describe.each(istioKinds.map((kind) => [kind.plural, kind] as const))('%s', (plural, kind) => {
  it('are explained field by field', () => {
    const terminal = new KubectlTerminal();
    // `gateways` are those of Gateway API.
    const resource = kind.shortNames[0] ?? plural;
    const fields = fieldsOf(kind.schema.properties?.spec, 'spec');
    expect(fields.length).toBeGreaterThan(1);
    const silent = fields.filter((path) => {
      const told = terminal.run(`kubectl explain ${resource}.${path}`);
      return !told.includes(`FIELD: ${path.split('.').at(-1) ?? ''} <`);
    });
    expect(silent).toEqual([]);
  });

  it('are known to the editor by the same declaration, in every version', () => {
    const known = editorKinds().find((one) => one.kind === kind.kind && one.schema === kind.schema);
    expect(known?.apiVersions).toEqual(kind.versions.map((version) => `${kind.group}/${version}`));
  });
});

/** Every field below one, itself first, as `kubectl explain` takes it; keys of maps have no names. */
function fieldsOf(schema: Schema | undefined, path: string): string[] {
  if (schema === undefined) return [];
  const { properties = {} } = schema.items ?? schema;
  return [path, ...Object.entries(properties).flatMap(([name, field]) => fieldsOf(field, `${path}.${name}`))];
}
