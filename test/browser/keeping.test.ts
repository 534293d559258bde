import { describe, expect, it } from 'vitest';
import { newPage } from './chromium-page';
import { LessonPage } from './lesson-page';
import { useSite } from './site';

const site = useSite();

describe('what a learner made', () => {
  it('survives a reload, also offline', async () => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.editorIsReady();
    await page
      .getByRole('button', { name: /^Apply/ })
      .last()
      .click();
    await lesson.checkPasses('outside');
    await lesson.replaceLastWord('weight: 90', '77');
    expect(await lesson.isKept('weight: 77')).toBe(true);

    await page.reload();
    await lesson.promptAppears();
    await lesson.editorIsReady();
    await page.locator('.monaco-editor .view-line', { hasText: /weight:.77/ }).waitFor();
    await lesson.checkPasses('outside'); // the cluster is the old one: the new text was not applied
    await lesson.typeInTerminal('kubectl get virtualservice\n');
    await lesson.terminalShows(/canary-vs/);

    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await context.setOffline(true);
    await page.reload();
    await lesson.promptAppears();
    await lesson.editorIsReady();
    await page.locator('.monaco-editor .view-line', { hasText: /weight:.77/ }).waitFor();
    await context.setOffline(false);

    expect(complaints.strangers).toEqual([]);
    await context.close();
  });

  it('survives a simulator that stops answering', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.editorIsReady();
    await lesson.replaceLastWord('weight: 90', '66');
    expect(await lesson.isKept('weight: 66')).toBe(true);
    const worker = page.workers().find((candidate) => /worker|\.js/.test(candidate.url()));
    void worker?.evaluate('for (;;) {}').catch(() => undefined);
    await page.getByText('was started again').waitFor({ timeout: 30_000 });
    await page.locator('.monaco-editor .view-line', { hasText: /weight:.66/ }).waitFor();
    await lesson.typeInTerminal('echo back\n');
    await lesson.terminalShows(/^back$/m);
    await lesson.typeInTerminal('grep 66 canary.yaml\n');
    await lesson.terminalShows(/weight: 66/);
    await context.close();
  });

  it('is safe where storage is denied: a banner says so, everything works', async () => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin);
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        value: {
          open: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        },
      });
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await page.getByText('does not let the page keep data').waitFor();
    await lesson.typeInTerminal('echo works\n');
    await lesson.terminalShows(/^works$/m);
    expect(complaints.errors).toEqual([]);
    await context.close();
  });

  it('is safe where storage is full', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin);
    await page.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.editorIsReady();
    await lesson.replaceLastWord('weight: 90', '55');
    await page.getByText('storage is full').waitFor();
    await lesson.typeInTerminal('grep 55 canary.yaml\n');
    await lesson.terminalShows(/weight: 55/);
    await context.close();
  });

  it('can be reset, and the reset can be undone', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.editorIsReady();
    await lesson.replaceLastWord('weight: 90', '44');
    await page
      .getByRole('button', { name: /^Apply/ })
      .last()
      .click();
    await page.getByRole('button', { name: 'Undo (1)' }).waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.locator('.monaco-editor .view-line', { hasText: /weight:.90/ }).waitFor();
    await page.getByRole('button', { name: 'Undo (2)' }).click();
    await page.locator('.monaco-editor .view-line', { hasText: /weight:.44/ }).waitFor();
    await lesson.typeInTerminal('kubectl get virtualservice\n');
    await lesson.terminalShows(/canary-vs/);
    expect(await page.getByRole('button', { name: 'Undo (1)' }).count()).toBe(1);
    await context.close();
  });
});
