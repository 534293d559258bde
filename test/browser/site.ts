import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './chromium-page';
import { serveSite, type SiteServer } from './serve';

const BUILD = path.resolve(process.env['DRYDOCK_SITE'] ?? 'build');

/** The built site and a browser, for the tests of one file. */
export interface Site {
  readonly browser: Browser;
  readonly origin: string;
}

export function useSite(): () => Site {
  let server: SiteServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [server, browser] = [await serveSite(BUILD), await launchBrowser()];
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return () => {
    if (!server || !browser) throw new Error('the site is not up yet');
    return { browser, origin: server.origin };
  };
}
