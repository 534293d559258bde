import { describe, expect, it } from 'vitest';
import { newPage } from './chromium-page';
import { eventually, LessonPage } from './lesson-page';
import { useSite } from './site';

const site = useSite();

describe('the canary lesson, as a learner takes it', () => {
  it('runs the loop, turns the weights, breaks a subset, mends it', async () => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    await lesson.open();

    // the loop of the lesson, by clicking; it streams
    await lesson.run('while true');
    await lesson.terminalShows(/placeholder\.png"\}\n(.*\n)*.*1\.jpg"\}/);

    // 90/10 applied, checks tick by themselves
    await lesson.editorIsReady();
    await page
      .getByRole('button', { name: /^Apply/ })
      .last()
      .click();
    await page.getByText('virtualservice.networking.istio.io/canary-vs created').waitFor();
    await lesson.checkPasses('outside');
    await lesson.checkPasses('inside');

    // 50/50 in the editor: graph and terminal follow
    await lesson.replaceLastWord('weight: 90', '50');
    await lesson.replaceLastWord('weight: 10', '50');
    await lesson.applyByKey();
    await page.getByText('virtualservice.networking.istio.io/canary-vs configured').waitFor();
    await lesson.setSpeed(16);
    const even = await eventually(
      () => lesson.shares('api-gateway', 'staff-service'),
      (shares) => Math.abs((shares['risky'] ?? 0) - 50) < 15,
      40_000,
    );
    expect(even['risky']).toBeGreaterThan(35);
    expect(even['risky']).toBeLessThan(65);
    const screen = await eventually(
      () => lesson.terminalText(),
      (text) => (text.match(/1\.jpg/g) ?? []).length >= 3,
    );
    expect((screen.match(/1\.jpg/g) ?? []).length).toBeGreaterThanOrEqual(3);

    // a wrong subset name: a squiggle on that very word
    await lesson.replaceLastWord('subset: risky-group', 'risky-grp');
    const problem = page.locator('section[aria-label="Editor"] ul button', { hasText: 'risky-grp' });
    await problem.waitFor();
    expect(await problem.textContent()).toContain('IST0101');
    await page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').first().waitFor();
    await lesson.applyByKey();

    // … and the inspector of a failed request names the line
    await page.getByRole('tab', { name: 'Requests' }).click();
    await page.getByRole('searchbox', { name: 'Filter' }).fill('NC');
    await page.locator('section[aria-label="Requests"] li button', { hasText: 'NC' }).first().click();
    const cause = page.locator('section[aria-label="Requests"] button[aria-pressed="true"]', {
      hasText: 'canary.yaml:',
    });
    await cause.first().waitFor();
    await page.locator('.dd-lit-line').waitFor();

    // Ctrl-C ends the loop
    await lesson.pressInTerminal('Control+c');
    await lesson.terminalShows(/\^C\n.*\$\s*$/);

    expect(complaints).toEqual({ errors: [], strangers: [] });
    await context.close();
  });

  it('stays responsive while a loop spins, and Ctrl-C ends it', async () => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.typeInTerminal('while true; do :; done\n');
    await page.getByRole('button', { name: 'Stop', exact: true }).isEnabled();
    await lesson.editorIsReady(); // the worker still answers: the editor asks it for the kinds
    await lesson.pressInTerminal('Control+c');
    await lesson.terminalShows(/\^C\n.*\$\s*$/);
    await lesson.typeInTerminal('yes\n');
    await lesson.terminalShows(/^y\ny\ny/m);
    await lesson.pressInTerminal('Control+c');
    await lesson.terminalShows(/\^C\n.*\$\s*$/);
    await lesson.typeInTerminal('echo still here\n');
    await lesson.terminalShows(/still here\n.*\$\s*$/);
    expect(complaints.errors).toEqual([]);
    await context.close();
  });

  it('lights in the text what is chosen in the mesh, and in the mesh what is worked on in the text', async () => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    await lesson.open();
    await lesson.editorIsReady();
    await lesson.applyByButton();
    await lesson.run('while true');
    await lesson.setSpeed(16);
    await eventually(
      () => lesson.shares('api-gateway', 'staff-service'),
      (shares) => Object.keys(shares).length === 2,
    );
    await page.locator('.react-flow__node', { hasText: 'risky' }).click();
    await page.locator('.dd-linked-line').nth(2).waitFor();
    await page.locator('.monaco-editor .view-line', { hasText: /name:.risky-group/ }).click();
    await page.locator('.react-flow__edge.selected').first().waitFor();
    expect(await page.locator('.dd-linked-line').count()).toBe(0);
    expect(complaints.errors).toEqual([]);
    await context.close();
  });
});

describe('a projector', () => {
  it('gets large type by address, and gives it back by key', async () => {
    const { browser, origin } = site();
    const { page, context } = await newPage(browser, origin);
    const lesson = new LessonPage(page, origin);
    await lesson.open('/docs/traffic/canary?present');
    const size = (): Promise<string> =>
      page.locator('.xterm-rows').evaluate((rows) => getComputedStyle(rows).fontSize);
    expect(await eventually(size, (found) => found === '18px')).toBe('18px');
    await page.keyboard.press('Control+Alt+p');
    expect(await eventually(size, (found) => found === '13.5px')).toBe('13.5px');
    await context.close();
  });
});
