import { describe, expect, it } from 'vitest';
import { newPage } from './chromium-page';
import { useSite } from './site';

const site = useSite();

describe('the page of a message', () => {
  it('judges what the reader changes, in the page', async () => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin);
    await page.goto(`${origin}/messages/IST0101`);
    await page.locator('html[data-has-hydrated="true"]').waitFor(); // before that nobody listens
    const manifest = page.getByRole('textbox', { name: 'Manifest: example.yaml' });
    const output = page.getByRole('status', { name: 'What the commands print' });
    expect(await output.textContent()).toContain('Referenced host not found: "helo-world"');
    const text = await manifest.inputValue();
    await manifest.fill(text.replace('helo-world', 'elsewhere'));
    await output.getByText('Referenced host not found: "elsewhere"').waitFor();
    await manifest.fill(text.replace('hosts: [helloworld]', 'host: helloworld'));
    await output.getByText('strict decoding error: unknown field "spec.host"').waitFor();
    await page.getByRole('button', { name: 'Mended' }).click();
    await output.getByText('No validation issues found when analyzing example.yaml.').waitFor();
    expect(complaints).toEqual({ errors: [], strangers: [] });
    await context.close();
  });

  it('is reached from the list and leads to its neighbours', async () => {
    const { browser, origin } = site();
    const { page, context, complaints } = await newPage(browser, origin);
    await page.goto(`${origin}/messages`);
    await page.getByRole('link', { name: 'IST0101', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'IST0101 ReferencedResourceNotFound' }).waitFor();
    await page.getByRole('link', { name: /IST0102/ }).click();
    await page.getByRole('heading', { level: 1, name: 'IST0102 NamespaceNotInjected' }).waitFor();
    expect(complaints).toEqual({ errors: [], strangers: [] });
    await context.close();
  });
});
