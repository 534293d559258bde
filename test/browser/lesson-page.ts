import type { Page } from 'playwright-core';

const READY_MS = 60_000;
const STEP_MS = 30_000;

/** The canary lesson as a learner uses it. */
export class LessonPage {
  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  async open(path = '/docs/traffic/canary'): Promise<void> {
    await this.page.goto(`${this.origin}${path}`);
    await this.promptAppears();
  }

  /** Waits until the terminal shows a prompt. */
  async promptAppears(): Promise<void> {
    await this.terminalShows(/\$\s*$/, READY_MS);
  }

  /** Clicks the `Run` of the command that starts with a text. */
  async run(command: string): Promise<void> {
    await this.page.locator(`button[aria-label^="Run: ${command}"]`).first().click();
  }

  async terminalText(): Promise<string> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('.xterm-rows > div')]
        .map((row) => row.textContent.replaceAll('\u00a0', ' ').trimEnd())
        .join('\n')
        .trimEnd(),
    );
  }

  async terminalShows(pattern: RegExp, timeout = STEP_MS): Promise<void> {
    await this.page.waitForFunction(
      ({ source, flags }) => {
        const rows = [...document.querySelectorAll('.xterm-rows > div')];
        const text = rows.map((row) => row.textContent.replaceAll('\u00a0', ' ').trimEnd()).join('\n');
        return new RegExp(source, flags).test(text.trimEnd());
      },
      { source: pattern.source, flags: pattern.flags },
      { timeout },
    );
  }

  /** Puts the cursor into the terminal and presses a key. */
  async pressInTerminal(key: string): Promise<void> {
    await this.page.locator('.xterm-helper-textarea').focus();
    await this.page.keyboard.press(key);
  }

  async typeInTerminal(text: string): Promise<void> {
    await this.page.locator('.xterm-helper-textarea').focus();
    await this.page.keyboard.type(text);
  }

  async editorIsReady(): Promise<void> {
    await this.page.locator('.monaco-editor .view-line').first().waitFor({ timeout: READY_MS });
  }

  /** Replaces the last word of the n-th line that contains a text, by keyboard, in Monaco. */
  async replaceLastWord(line: string, word: string, nth = 0): Promise<void> {
    const spaced = new RegExp(line.replaceAll(' ', '.'));
    const place = this.page.locator('.monaco-editor .view-line', { hasText: spaced }).nth(nth);
    await place.click();
    await this.page.keyboard.press('End');
    await this.page.keyboard.press('Control+Shift+ArrowLeft');
    await this.page.keyboard.type(word);
    await this.page.keyboard.press('Escape'); // completion, if it came up
  }

  async applyByButton(): Promise<void> {
    await this.page
      .getByRole('button', { name: /^Apply/ })
      .last()
      .click();
  }

  async applyByKey(): Promise<void> {
    await this.page.keyboard.press('Control+s');
  }

  /** Shares on the edges from one app to the versions of another, by version. */
  async shares(source: string, target: string): Promise<Record<string, number>> {
    return this.page.evaluate(
      ([from, to]) => {
        const shares: Record<string, number> = {};
        for (const label of document.querySelectorAll<HTMLElement>('[data-edge]')) {
          const version = new RegExp(`/${from}(?:/[^>]*)?>[^/]*/${to}/([\\w-]+)`).exec(
            label.dataset['edge'] ?? '',
          )?.[1];
          const share = /([\d.]+)\s%/.exec(label.textContent)?.[1];
          if (version !== undefined && share !== undefined) shares[version] = Number(share);
        }
        return shares;
      },
      [source, target] as const,
    );
  }

  async setSpeed(factor: 1 | 4 | 16): Promise<void> {
    await this.page.getByRole('button', { name: `${String(factor)}×`, exact: true }).click();
  }

  /** Waits until the browser's storage holds a text of the lab; answers whether it does. */
  async isKept(text: string): Promise<boolean> {
    const ask = (): Promise<boolean> =>
      this.page.evaluate(
        (wanted) =>
          new Promise<boolean>((resolve) => {
            const opening = indexedDB.open('drydock');
            opening.onsuccess = () => {
              const all = opening.result.transaction('values').objectStore('values').getAll();
              all.onsuccess = () => {
                opening.result.close();
                resolve(JSON.stringify(all.result).includes(wanted));
              };
            };
          }),
        text,
      );
    return eventually(ask, (isKept) => isKept);
  }

  async checkPasses(id: string): Promise<void> {
    await this.page.locator(`[data-check="${id}"][data-passed="true"]`).waitFor({ timeout: READY_MS });
  }
}

/** Asks again until the answer is right or time is up; answers the last one. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  withinMs = STEP_MS,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isRight(answer) || Date.now() > until) return answer;
    await new Promise((later) => setTimeout(later, 200));
  }
}
