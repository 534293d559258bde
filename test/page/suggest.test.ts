import { describe, expect, it } from 'vitest';
import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';
import { editorKinds } from '../../sandbox/index';
import { describeField, suggest } from '../../src/editor/suggest';
import { yamlContext } from '../../src/editor/yaml-context';

const root = new URL('../..', import.meta.url).pathname;
const kinds = editorKinds();

/** What is offered at the `|` of a text. */
function offered(text: string): readonly string[] {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  const context = yamlContext(text.replace('|', ''), before.length, (before.at(-1) ?? '').length + 1);
  return suggest(kinds, context).map((item) => item.label);
}

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\n';

describe('suggest', () => {
  it('offers kinds of the API group that is named', () => {
    const labels = offered('apiVersion: networking.istio.io/v1\nkind: |');
    expect(labels).toContain('DestinationRule');
    expect(labels).not.toContain('Deployment');
  });

  it('offers the fields of the map at hand that are not there yet', () => {
    const labels = offered(`${HEAD}spec:\n  http:\n  - route:\n    - destination:\n        host: a\n      |`);
    expect(labels).toContain('weight');
    expect(labels).not.toContain('destination');
    expect(labels).not.toContain('subset');
  });

  it('opens maps and lists on a line of their own', () => {
    const context = yamlContext(`${HEAD}spec:\n  `, 4, 3);
    const found = Object.fromEntries(suggest(kinds, context).map((item) => [item.label, item.insert]));
    expect(found).toMatchObject({ hosts: 'hosts:\n  - ', http: 'http:\n  - ' });
  });

  it('explains a field', () => {
    const context = yamlContext(`${HEAD}spec:\n  http:\n  - route:\n    - weight: 1`, 6, 14);
    expect(describeField(kinds, context)).toMatchObject({
      path: 'spec.http[].route[].weight',
      type: 'integer',
    });
  });

  it.each(['ko', 'ja'])('explains every field of the lessons’ files in %s', (locale) => {
    const untold: string[] = [];
    for (const [, folder] of labFolders(root)) {
      for (const [file, text] of Object.entries(loadLab(root, folder).files)) {
        for (const [index, line] of text.split('\n').entries()) {
          const colon = line.indexOf(':');
          if (!/\.ya?ml$/.test(file) || line.trimStart().startsWith('#') || colon < 0) continue;
          const context = yamlContext(text, index + 1, colon + 2);
          const [english, own] = ['en', locale].map((language) => describeField(kinds, context, language));
          if (english && english.text !== '' && own?.text === english.text) untold.push(english.path);
        }
      }
    }
    expect(untold).toEqual([]);
  });

  it('knows nothing where the schema says nothing', () => {
    expect(offered('apiVersion: example.com/v1\nkind: Unheard\nspec:\n  |')).toEqual([]);
  });
});
