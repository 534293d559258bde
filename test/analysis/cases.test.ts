import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze, analyzers, type AnalyzedObject } from '../../sandbox/istio/index';
import type { KubeObject } from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';

interface AnalyzerCases {
  readonly analyzer: string;
  readonly cases: readonly {
    readonly name: string;
    readonly objects: readonly KubeObject[];
    /** `IST0101 VirtualService default/canary spec.http[0]…: text`. */
    readonly findings: readonly string[];
  }[];
}

const folder = join(import.meta.dirname, '../../sandbox/istio/analysis/analyzers');
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function casesOf(name: string): AnalyzerCases {
  const file = join(folder, name, 'cases.yaml');
  const { documents, errors } = parseYaml(readFileSync(file, 'utf8'), { file });
  expect(errors).toEqual([]);
  return documents[0]?.value as AnalyzerCases;
}

function findings(objects: readonly AnalyzedObject[], analyzer: string): readonly string[] {
  return analyze({ objects, only: [analyzer] }).map(
    ({ code, object = '', path = '', message }) => `${code} ${object} ${path}: ${message}`,
  );
}

describe.each(names)('%s', (name) => {
  const { analyzer, cases } = casesOf(name);

  it('is registered', () => {
    expect(analyzers.map((one) => one.name)).toContain(analyzer);
  });

  it('finds something and knows when to say nothing', () => {
    const silent = cases.filter((one) => one.findings.length === 0);
    expect(silent.length).toBeGreaterThan(0);
    if (analyzer !== 'services.MultiClusterServiceAnalyzer') expect(silent.length).toBeLessThan(cases.length);
  });

  it.each(cases)('$name', ({ objects, findings: expected }) => {
    const analyzed = objects.map((object) => ({ object }));
    expect(findings(analyzed, analyzer)).toEqual(expected);
  });
});
