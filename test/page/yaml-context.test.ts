import { describe, expect, it } from 'vitest';
import { yamlContext } from '../../src/editor/yaml-context';

const MANIFEST = `# first
apiVersion: v1
kind: Service
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: canary
spec:
  hosts:
  - reviews
  http:
  - match:
    - headers:
        end-user:
          exact: jason
    route:
    - destination:
        host: reviews
        
      weight: 90
    - destination: { host: reviews }
`;

/** The line (from 1) on which a text occurs, after a given one. */
function lineOf(text: string): number {
  return MANIFEST.split('\n').findIndex((line) => line.includes(text)) + 1;
}

describe('yamlContext', () => {
  it.each([
    ['weight: 90', 9, { path: ['spec', 'http', '[]', 'route', '[]'], typing: 'key', key: 'weight' }],
    ['weight: 90', 15, { path: ['spec', 'http', '[]', 'route', '[]'], typing: 'value', key: 'weight' }],
    [
      'host: reviews',
      11,
      { path: ['spec', 'http', '[]', 'route', '[]', 'destination'], typing: 'key', key: 'host' },
    ],
    [
      'exact: jason',
      12,
      { path: ['spec', 'http', '[]', 'match', '[]', 'headers', 'end-user'], key: 'exact' },
    ],
    ['    route:', 6, { path: ['spec', 'http', '[]'], key: 'route', siblings: ['match'] }],
    ['- reviews', 5, { path: ['spec', 'hosts', '[]'], typing: 'key' }],
    ['name: canary', 4, { path: ['metadata'], key: 'name' }],
    ['apiVersion: networking', 3, { path: [], key: 'apiVersion', siblings: ['kind', 'metadata', 'spec'] }],
  ])('before column of %j it is %d', (text, column, expected) => {
    expect(yamlContext(MANIFEST, lineOf(text), column)).toMatchObject(expected);
  });

  it('takes the cursor’s column on an empty line as the map being written', () => {
    const empty = lineOf('host: reviews') + 1;
    expect(yamlContext(MANIFEST, empty, 9)).toMatchObject({
      path: ['spec', 'http', '[]', 'route', '[]', 'destination'],
      typing: 'key',
      siblings: ['host'],
      column: 8,
    });
    expect(yamlContext(MANIFEST, empty, 7)).toMatchObject({
      path: ['spec', 'http', '[]', 'route', '[]'],
      siblings: ['destination', 'weight'],
    });
  });

  it('reads the kind of its own document only', () => {
    expect(yamlContext(MANIFEST, 2, 1)).toMatchObject({ kind: 'Service', apiVersion: 'v1' });
    expect(yamlContext(MANIFEST, lineOf('weight'), 9)).toMatchObject({ kind: 'VirtualService' });
  });
});
