import { describe, expect, it } from 'vitest';
import { editorKinds } from '../../sandbox/index';
import { istioKinds } from '../../sandbox/istio/kinds/index';
import { declaredFields } from '../fields/schema-fields';
import { KubectlTerminal } from './terminal';

describe.each(istioKinds.map((kind) => [kind.plural, kind] as const))('%s', (plural, kind) => {
  it('are explained field by field', () => {
    const terminal = new KubectlTerminal();
    // `gateways` are those of Gateway API.
    const resource = kind.shortNames[0] ?? plural;
    const fields = declaredFields(kind).map(({ path }) => path.replaceAll('[]', ''));
    const silent = fields
      .filter((path) => !path.includes('*'))
      .filter((path) => {
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
