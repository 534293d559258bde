import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * A Chromium to test with, in this order: CHROME_PATH, an installed one, Playwright's own. When there is none, one
 * is installed: Playwright's, or Debian's when that download is refused. @throws when nothing helps; never skips
 */
export function findBrowser(): string {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist`);
    return named;
  }
  return installed() ?? playwrights() ?? installPlaywrights() ?? installDebians() ?? fail();
}

function installed(): string | undefined {
  for (const directory of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const name of NAMES) {
      const candidate = path.join(directory, name);
      if (existsSync(candidate)) return candidate;
    }
  }
  return existsSync(MAC) ? MAC : undefined;
}

function playwrights(): string | undefined {
  const candidate = chromium.executablePath();
  return existsSync(candidate) ? candidate : undefined;
}

function installPlaywrights(): string | undefined {
  console.log('no browser found: installing Playwright’s Chromium');
  const require = createRequire(import.meta.url);
  const cli = path.join(path.dirname(require.resolve('playwright-core/package.json')), 'cli.js');
  return attempt(process.execPath, [cli, 'install', 'chromium']) ? playwrights() : undefined;
}

function installDebians(): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  console.log('that download was refused: installing Debian’s chromium');
  attempt('apt-get', ['update']);
  return attempt('apt-get', ['install', '-y', 'chromium', 'fonts-noto-cjk']) ? installed() : undefined;
}

function attempt(command: string, words: readonly string[]): boolean {
  try {
    execFileSync(command, words, { stdio: 'inherit' });
    return true;
  } catch {
    return false;
  }
}

function fail(): never {
  throw new Error('no browser: install chromium, or set CHROME_PATH to one');
}
