import { existsSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../browser/chromium-page';
import { serveSite } from '../browser/serve';
import type { Benchmark } from './benchmark';

const LESSON = '/docs/traffic/canary';
const VISITS = 5;

/** A lesson in a real browser: from the navigation until the terminal shows its prompt, and until it answers. */
export function pageStart(root: string): Benchmark {
  return {
    name: 'page-start',
    summary: 'the built site in Chromium: a visit of the first lesson',
    async run() {
      const site = path.resolve(root, 'build');
      if (!existsSync(path.join(site, 'index.html'))) return [];
      const server = await serveSite(site);
      const browser = await launchBrowser();
      const first: Visit[] = [];
      const again: Visit[] = [];
      for (let visit = 0; visit < VISITS; visit++) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        const page = await context.newPage();
        await page.addInitScript(watchTerminal);
        for (const [list, code] of [
          [first, 1001],
          [again, 1002],
        ] as const) {
          await page.goto(`${server.origin}${LESSON}?${String(code)}`, { waitUntil: 'commit' });
          await page.waitForFunction(() => 'visit' in globalThis);
          await page.locator('.xterm-helper-textarea').focus();
          await page.keyboard.type(`echo $((1000+${String(code - 1000)}))\n`);
          await page.waitForFunction(() => 'answerMs' in (globalThis as unknown as { visit: object }).visit);
          list.push(await page.evaluate(() => (globalThis as unknown as { visit: Visit }).visit));
        }
        await context.close();
      }
      await browser.close();
      await server.close();
      return [
        { what: 'first visit, prompt', value: median(first, 'promptMs'), unit: 'ms', target: 1000 },
        { what: 'first visit, answer to a line typed at once', value: median(first, 'answerMs'), unit: 'ms' },
        { what: 'second visit, answer', value: median(again, 'answerMs'), unit: 'ms', target: 1000 },
      ];
    },
  };
}

interface Visit {
  readonly promptMs: number;
  readonly answerMs: number;
}

/** What the watcher needs of the page; the command is compiled without the browser's types. */
interface BrowserPage {
  visit?: { promptMs: number; answerMs?: number };
  readonly location: { readonly search: string };
  readonly document: { querySelectorAll(selector: string): Iterable<{ readonly textContent: string }> };
  requestAnimationFrame(callback: () => void): void;
}

/** Runs in the page: looks at the terminal in every frame and writes down when prompt and answer appeared. */
function watchTerminal(): void {
  const page = globalThis as unknown as BrowserPage;
  const answer = new RegExp(`^${page.location.search.slice(1)}`, 'm');
  const look = (): void => {
    const text = Array.from(
      page.document.querySelectorAll('.xterm-rows > div'),
      (row) => row.textContent,
    ).join('\n');
    if (text.includes('$')) page.visit ??= { promptMs: performance.now() };
    if (page.visit && answer.test(text)) page.visit.answerMs = performance.now();
    else page.requestAnimationFrame(look);
  };
  page.requestAnimationFrame(look);
}

function median(visits: readonly Visit[], figure: keyof Visit): number {
  const values = visits.map((visit) => visit[figure]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? 0;
}
