import { build } from 'esbuild';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { canaryBundle } from '../bench/canary-bundle';
import { launchBrowser } from './chromium-page';
import { transcript, type Entry } from './transcript';

const ROOT = path.resolve('.');
const CURL = 'curl -s http://fleetman.example.com/api/vehicles/driver/City%20Truck';
const LINES = [
  'kubectl apply -f canary.yaml',
  `for i in $(seq 1 40); do ${CURL}; echo; sleep 0.1; done | sort | uniq -c`,
  'kubectl get pods -A -o wide',
  'istioctl proxy-status',
  'kubectl delete destinationrule --all && sleep 1',
  `curl -s -i -w '%{http_code} %{time_total}\\n' ${CURL.slice('curl -s '.length)}`,
  'kubectl logs deploy/api-gateway -c istio-proxy --tail=5',
  'kubectl get events -o yaml | head -60',
];

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

it('the same seed gives the same transcript in Node and in Chromium, byte for byte', async () => {
  const options = { seed: 7, ...canaryBundle(ROOT) };
  const inNode = transcript(options, LINES);
  const page = await browser?.newPage();
  await page?.addScriptTag({ content: await bundled() });
  const inChromium = await page?.evaluate(
    ([world, lines]) =>
      (globalThis as unknown as { drydock: { transcript: typeof transcript } }).drydock.transcript(
        world,
        lines,
      ),
    [options, LINES] as const,
  );
  expect(inChromium).toEqual(inNode);
  expect(inNode.map(({ exitCode }: Entry) => exitCode)).toEqual(LINES.map(() => 0));
});

/** The simulator as a classic script. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'test/browser/transcript.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'drydock',
    platform: 'browser',
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}
