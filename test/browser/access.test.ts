import { source as axeScript } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newPage } from './chromium-page';
import { eventually, LessonPage } from './lesson-page';
import { useSite } from './site';

const site = useSite();

/** Violations as `rule: element`. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeScript);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations: found } = await axe.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

describe.each(['light', 'dark'] as const)('accessibility in the %s theme', (colorScheme) => {
  it.each(['/', '/kinds', '/kinds/networking/virtualservice', '/messages', '/messages/IST0101'])(
    'holds on %s',
    async (address) => {
      const { browser, origin } = site();
      const { page, context } = await newPage(browser, origin, { colorScheme });
      await page.goto(origin + address);
      await page.getByRole('main').or(page.locator('main')).first().waitFor();
      expect(await violations(page)).toEqual([]);
      await context.close();
    },
  );

  it('holds in the lesson, with traffic, findings and a story open', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin, { colorScheme });
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.editorIsReady();
    await lesson.run('curl -s');
    await lesson.terminalShows(/"photo"/);
    await page.locator('[data-edge]').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Requests' }).click();
    await page.locator('section[aria-label="Requests"] li button').first().click();
    await page.locator('section[aria-label="Requests"] h3').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});

describe('accessibility on a phone', () => {
  it.each(['Read', 'Edit', 'Terminal', 'Mesh'])('holds in the light theme: %s', async (pane) => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin, {
      colorScheme: 'light',
      reducedMotion: 'reduce', // a colour on its way to another has neither's contrast
      viewport: { width: 390, height: 844 },
    });
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await page
      .locator('section[aria-label="Editor"] button:enabled', { hasText: 'Apply' })
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: pane, exact: true }).click();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});

describe('search', () => {
  it.each([
    ['', 'subset', /subset/i],
    ['/ko', '카나리', /카나리|트럭/],
    ['/ja', 'ゲートウェイ', /ゲートウェイ|トラック/],
  ])('finds lessons: %s/search?q=%s', async (locale, words, found) => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin);
    await page.goto(`${origin}${locale}/search?q=${encodeURIComponent(words)}`);
    const result = page.locator('main article, article').first();
    await result.waitFor();
    expect(await result.textContent()).toMatch(found);
    expect(complaints).toEqual({ errors: [], strangers: [] });
    await context.close();
  });
});

describe('the layout', () => {
  it('stays where it is while the lesson loads', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin);
    await page.addInitScript(() => {
      const shifts: number[] = [];
      (window as unknown as { shifts: number[] }).shifts = shifts;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.editorIsReady();
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
    await context.close();
  });
});

describe('the keyboard alone', () => {
  it('gets into the editor and the terminal, and out of them', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.editorIsReady();
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const element = document.activeElement;
        if (element?.closest('.monaco-editor')) return 'editor';
        if (element?.closest('.xterm')) return 'terminal';
        return element?.textContent ?? '';
      });
    const press = async (...keys: string[]): Promise<string> => {
      for (const key of keys) await page.keyboard.press(key);
      return focused();
    };
    await page
      .getByRole('button', { name: /^Apply/ })
      .last()
      .focus();
    const reached: string[] = [];
    for (let presses = 0; presses < 40 && !reached.includes('terminal'); presses++) {
      const at = await focused();
      reached.push(at === 'editor' || at === 'terminal' ? await press('Escape', 'Tab') : await press('Tab'));
    }
    expect(reached).toContain('editor');
    expect(reached).toContain('terminal');
    expect(await press('Shift+Tab')).not.toBe('terminal');
    expect(await press('Tab')).toBe('terminal');
    expect(await press('Escape', 'Tab')).not.toBe('terminal');
    await context.close();
  });
});

describe('narrow windows', () => {
  it.each([
    ['a tablet', 1024, 768],
    ['a phone', 390, 844],
  ])('can finish the lesson on %s without scrolling sideways', async (_, width, height) => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin, { viewport: { width, height } });
    const lesson = new LessonPage(page, origin);
    await page.goto(`${origin}/docs/traffic/canary`);
    await page.locator('button[aria-label^="Apply: kubectl apply -f canary.yaml"]:enabled').click();
    await lesson.terminalShows(/canary-dr\s+created/, 60_000);
    if (width < 768) await page.getByRole('button', { name: 'Read' }).click();
    await lesson.checkPasses('outside');
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    expect(complaints.errors).toEqual([]);
    await context.close();
  });
});

describe('speed', () => {
  it('measures the first answer of the terminal', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    const times: number[] = [];
    for (let visit = 0; visit < 3; visit++) {
      await lesson.open();
      times.push(await page.evaluate(() => Math.round(performance.now())));
    }
    console.log(
      `first prompt after navigation: ${times.join(', ')} ms (first visit, then with a warm cache)`,
    );
    expect(times).toHaveLength(3);
    await context.close();
  });

  it('answers a line that is entered at once before the editor has loaded', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin);
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      let entered = false;
      const look = (): void => {
        const rows = [...document.querySelectorAll('.xterm-rows > div')].map((row) => row.textContent);
        const keyboard = document.querySelector('.xterm-helper-textarea');
        if (!entered && keyboard && rows.some((row) => row.includes('$'))) {
          entered = true;
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', 'echo $((1000+1))');
          keyboard.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
          keyboard.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true }));
        }
        if (!seen.includes('answer') && rows.some((row) => row.startsWith('1001'))) seen.push('answer');
        if (!seen.includes('editor') && document.querySelector('.monaco-editor')) seen.push('editor');
        if (seen.length < 2) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(`${origin}/docs/traffic/canary`);
    const seen = (): Promise<string[]> => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(await eventually(seen, ({ length }) => length === 2)).toEqual(['answer', 'editor']);
    await context.close();
  });
});
