import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages } from '../../sandbox/istio/index';
import { explainMessages, otherMessages, writtenPages } from '../../src/messages/explain';
import { firstSentence, type ExplainedMessage } from '../../src/messages/message-data';

const root = new URL('../..', import.meta.url).pathname;

/** Codes that analyzers can report, read off their sources; those that nothing runs do not count. */
function raisableCodes(): readonly string[] {
  const folder = join(root, 'sandbox/istio/analysis/analyzers');
  const sources = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readFileSync(join(folder, entry.name, 'analyzer.ts'), 'utf8'))
    .filter((source) => !source.includes('optional: true'));
  return Object.entries(messages)
    .filter(([name]) => sources.some((source) => source.includes(`'${name}'`)))
    .map(([, { code }]) => code)
    .sort();
}

function codesIn(output: string): readonly string[] {
  return [...new Set([...output.matchAll(/\[(IST\d{4})\]/g)].map(([, code]) => code ?? ''))];
}

const explained = explainMessages(root);
const pages = writtenPages(root);

describe('pages of messages', () => {
  it('exist for every message that an analyzer can raise', () => {
    expect(raisableCodes().length).toBeGreaterThan(50);
    expect([...pages.keys()]).toEqual(raisableCodes());
  });

  it('leave out only what nothing raises here', () => {
    expect(otherMessages(explained).map(({ code, name }) => `${code} ${name}`)).toEqual([
      'IST0001 InternalError',
      'IST0136 AlphaAnnotation',
      'IST0141 InsufficientPermissions',
      'IST0142 UnsupportedKubernetesVersion',
      'IST0143 LocalhostListener',
      'IST0156 UnsupportedGatewayAPIVersion',
      'IST0168 UnknownUpgradeCompatibility',
      'IST0169 UpdateIncompatibility',
      'IST0170 MultiClusterInconsistentService',
      'IST0172 FutureUnsupportedGatewayAPIVersion',
    ]);
  });
});

const codeParts = (text: string): readonly string[] => text.split('`').filter((_, index) => index % 2 === 1);

describe.each(explained.map((message) => [message.code, message] as const))('%s', (code, message) => {
  it('is raised by its example, alone', () => {
    expect(codesIn(message.example.output)).toEqual([code]);
  });

  it('is gone from the mended form', () => {
    expect(codesIn(message.mended.output)).not.toContain(code);
    expect(message.mended.output).toMatch(/No validation issues found/);
  });

  it('has an example that fits on a screen', () => {
    expect(message.example.text.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  });

  it('says the same in three languages', () => {
    expect(Object.keys(message.texts)).toEqual(['en', 'ko', 'ja']);
    for (const part of ['means', 'effect', 'mend'] as const) {
      const english = codeParts(message.texts['en']?.[part] ?? '');
      for (const text of Object.values(message.texts)) {
        expect(text[part].length).toBeGreaterThan(8);
        expect([...codeParts(text[part])].sort()).toEqual([...english].sort());
      }
    }
  });

  it('has a first sentence for the list', () => {
    expect(lines(message).every((line) => line.length > 8 && line.length < 200)).toBe(true);
  });
});

function lines({ texts }: ExplainedMessage): readonly string[] {
  return Object.values(texts).map(({ means }) => firstSentence(means));
}
