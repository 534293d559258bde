import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { createWorld, HOME, messages, type World } from '../../sandbox/index';
import { appManifests } from '../../sandbox/hosts/node/lab-bundles';
import { APPS, EXAMPLE_FILE, transcriptLine, USUAL_RUN } from './cluster';
import type { ExplainedMessage, Explanation, Judged, Messages } from './message-data';

const ANALYZERS = 'sandbox/istio/analysis/analyzers';

/** An entry of an analyzer's `page.yaml`; beside these, one {@link Explanation} per locale. */
interface WrittenPage extends Record<'en' | 'ko' | 'ja', Explanation> {
  readonly run?: readonly string[];
  readonly example: string;
  readonly mended: string;
}

/** Every message that has a page, by code. @param root the project's folder */
export function writtenPages(root: string): ReadonlyMap<string, WrittenPage> {
  const folder = path.join(root, ANALYZERS);
  const files = readdirSync(folder)
    .map((name) => path.join(folder, name, 'page.yaml'))
    .filter((file) => existsSync(file));
  const pages = files.flatMap((file) =>
    Object.entries(load(readFileSync(file, 'utf8')) as Record<string, WrittenPage>),
  );
  return new Map(pages.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Every message with a page, its example and its mended form judged in a cluster of their own. */
export function explainMessages(root: string): readonly ExplainedMessage[] {
  const world = createWorld({ seed: 1, manifests: appManifests(root, APPS) });
  world.settle();
  return [...writtenPages(root)].map(([code, page]) => {
    const { name, severity, template } = declaredMessage(code);
    const { run = USUAL_RUN, example, mended, en, ko, ja } = page;
    return {
      code,
      name,
      severity,
      template,
      run,
      example: judged(world, run, example),
      mended: judged(world, run, mended),
      texts: { en, ko, ja },
    };
  });
}

/** Messages that istioctl knows and no page explains. */
export function otherMessages(explained: readonly ExplainedMessage[]): Messages['others'] {
  return Object.entries(messages)
    .map(([name, { code }]) => ({ code, name }))
    .filter(({ code }) => !explained.some((message) => message.code === code))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
}

function declaredMessage(code: string): { name: string } & (typeof messages)[keyof typeof messages] {
  const found = Object.entries(messages).find(([, message]) => message.code === code);
  if (!found) throw new Error(`no message has the code ${code}`);
  return { name: found[0], ...found[1] };
}

function judged(world: World, run: readonly string[], written: string): Judged {
  const text = written.trimEnd();
  const fork = world.fork();
  fork.settle();
  fork.files.write(`${HOME}/${EXAMPLE_FILE}`, text);
  return { text, output: fork.run(transcriptLine(run)).stdout.trimEnd() };
}
