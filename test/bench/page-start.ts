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
          await page.evaluate(paste, `echo $((1000+${String(code - 1000)}))`);
          await page.keyboard.press('Enter');
          await page.waitForFunction(() => 'answerMs' in (globalThis as unknown as { visit: object }).visit);
          list.push(await page.evaluate(readVisit));
        }
        await context.close();
      }
      await browser.close();
      await server.close();
      return [
        { what: 'first visit, loaded', value: median(first, 'loadMs'), unit: 'ms' },
        { what: 'first visit, prompt', value: median(first, 'promptMs'), unit: 'ms' },
        { what: 'first visit, answer to a line typed at once', value: median(first, 'answerMs'), unit: 'ms' },
        { what: 'first visit, answer after load', value: medianWait(first), unit: 'ms', target: 1000 },
        { what: 'second visit, answer', value: median(again, 'answerMs'), unit: 'ms', target: 1000 },
      ];
    },
  };
}

/** Milliseconds since the navigation began. */
interface Visit {
  /** The end of the page's load event. */
  readonly loadMs: number;
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

/** Runs in the page: enters a text as the clipboard does; how fast somebody types is not the page's doing. */
function paste(text: string): void {
  const page = globalThis as unknown as ClipboardPage;
  const clipboardData = new page.DataTransfer();
  clipboardData.setData('text/plain', text);
  page.document.activeElement.dispatchEvent(
    new page.ClipboardEvent('paste', { clipboardData, bubbles: true }),
  );
}

/** The browser's own timeline; Node's types know another one. */
interface TimedPage {
  readonly performance: { getEntriesByType(type: string): { readonly loadEventEnd: number }[] };
}

interface ClipboardPage {
  readonly DataTransfer: new () => { setData(type: string, text: string): void };
  readonly ClipboardEvent: new (type: string, init: object) => unknown;
  readonly document: { readonly activeElement: { dispatchEvent(event: unknown): void } };
}

/** Runs in the page once the answer is there. */
function readVisit(): Visit {
  const { performance: timing } = globalThis as unknown as TimedPage;
  const [navigation] = timing.getEntriesByType('navigation');
  const { visit } = globalThis as unknown as { visit: Omit<Visit, 'loadMs'> };
  return { ...visit, loadMs: navigation?.loadEventEnd ?? 0 };
}

function median(visits: readonly Visit[], figure: keyof Visit): number {
  return middle(visits.map((visit) => visit[figure]));
}

/** From the page's load event to the answer. */
function medianWait(visits: readonly Visit[]): number {
  return middle(visits.map(({ answerMs, loadMs }) => Math.max(0, answerMs - loadMs)));
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
