import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_INJECTION, injectManifest } from '../../../sandbox/istio/index';
import type { KubeObject } from '../../../sandbox/kube/index';
import { parseYaml } from '../../../sandbox/lib/yaml/index';
import type { Adapter, AdapterReport } from '../adapter';
import { differ } from './tables/table';

interface InjectCase {
  readonly name: string;
  readonly input: string;
  readonly golden: string;
}

const folder = 'istio/inject';

/** Istio's tests of injection: manifests, and what they are with a sidecar. */
export const adapter: Adapter = {
  key: folder,
  run(corpusDirectory): AdapterReport {
    const read = (path: string): string => readFileSync(join(corpusDirectory, folder, path), 'utf8');
    const { cases } = JSON.parse(read('index.json')) as { cases: readonly InjectCase[] };
    const failures = cases.flatMap((one) => {
      const why = judge(read(one.input), read(one.golden));
      return why === undefined ? [] : [{ id: one.name, why }];
    });
    return { total: cases.length, pass: cases.length - failures.length, failures };
  },
};

function judge(input: string, golden: string): string | undefined {
  const options = { ...DEFAULT_INJECTION, image: 'registry.istio.io/testing/proxyv2:latest' };
  const injected = objects(input).flatMap((object) =>
    (injectManifest(object, options) ?? [{ object }]).map((result) => result.object),
  );
  return differ(injected.map(comparable), objects(golden).map(comparable));
}

function objects(text: string): readonly KubeObject[] {
  return parseYaml(text, { file: '' }).documents.flatMap(({ value }) =>
    typeof value === 'object' && value !== null ? [value as KubeObject] : [],
  );
}

/** Empty maps and the order of keys mean nothing. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .map(([name, member]) => [name, comparable(member)] as const)
    .filter(([, member]) => member !== undefined && member !== null && JSON.stringify(member) !== '{}');
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
}
