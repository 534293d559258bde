import { readPodSpec, type KubeObject } from '../../../../kube/index';
import { isoSeconds } from '../../../../lib/calendar';
import { sleep, type Process } from '../../../../sim/index';
import type { LogLine } from '../../../context';
import { parseGoDuration } from '../duration';
import { completePods } from '../complete';
import { clientError, KubectlError, usageError } from '../failure';
import { selectorFlag } from '../flags';
import { defaultContainer, podsFor } from '../pods';
import { kubectlVerb, type Session } from '../session';

const POLL_MS = 100;

/** Prints what containers wrote (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/). */
export const logs = kubectlVerb(
  {
    path: ['kubectl', 'logs'],
    summary: 'Print the logs for a container in a pod',
    usage: 'kubectl logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]',
    flags: [
      selectorFlag,
      { long: 'container', short: 'c', type: 'string', placeholder: 'NAME', summary: 'container of the pod' },
      { long: 'follow', short: 'f', type: 'switch', summary: 'go on printing new lines' },
      { long: 'previous', short: 'p', type: 'switch', summary: 'the container before its last restart' },
      { long: 'tail', type: 'number', placeholder: 'LINES', summary: 'only the last lines' },
      {
        long: 'since',
        type: 'string',
        placeholder: 'DURATION',
        summary: 'only lines younger than this: 5s, 2m',
      },
      { long: 'since-time', type: 'string', summary: 'only lines after a time' },
      { long: 'all-containers', type: 'switch', summary: 'every container of the pod' },
      { long: 'all-pods', type: 'switch', summary: 'every pod of the workload' },
      { long: 'prefix', type: 'switch', summary: 'pod and container in front of each line' },
      { long: 'timestamps', type: 'switch', summary: 'the time in front of each line' },
      { long: 'max-log-requests', type: 'number', summary: 'most containers followed at once' },
      { long: 'ignore-errors', type: 'switch', summary: 'go on after errors' },
      { long: 'limit-bytes', type: 'number', summary: 'most bytes to print' },
    ],
    arguments: [
      { name: 'pod', complete: completePods },
      { name: 'container', optional: true },
    ],
    examples: [],
  },
  function* (session) {
    const sources = yield* readSources(session);
    const window = readWindow(session);
    const shown = sources.map(() => 0);
    for (let first = true; ; first = false) {
      for (const [index, source] of sources.entries()) {
        const lines = linesOf(source, session);
        const fresh = first ? window(lines) : lines.slice(shown[index]);
        shown[index] = lines.length;
        for (const line of fresh) if (!(yield* session.print(lineText(line, source, session)))) return 0;
      }
      if (!session.input.has('follow')) return 0;
      yield* sleep(POLL_MS);
      if (
        sources.every(
          (source) =>
            session.context.world.logs(source.namespace, source.pod, source.container) === undefined,
        )
      )
        return 0;
    }
  },
);

interface LogSource {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

function* readSources(session: Session): Process<readonly LogSource[]> {
  const { input } = session;
  const [target, container, extra] = input.positional;
  if (extra !== undefined || (target === undefined && !input.has('selector')))
    throw usageError(
      "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
      'logs',
    );
  if (input.has('selector') && target !== undefined)
    throw usageError('only a selector (-l) or a POD name is allowed', 'logs');
  const found = podsFor(target, session);
  if (found.length === 0) {
    yield* session.printError(`No resources found in ${session.namespace} namespace.`);
    return [];
  }
  const many = input.has('selector') || input.has('all-pods');
  const [first] = found;
  const pods = many || !first ? found : [first];
  if (!many && found.length > 1 && first)
    yield* session.printError(`Found ${String(found.length)} pods, using pod/${first.metadata.name}`);
  const sources: LogSource[] = [];
  for (const pod of pods)
    sources.push(...(yield* sourcesOf(pod, input.flag('container') ?? container, session)));
  return sources;
}

function* sourcesOf(
  pod: KubeObject,
  container: string | undefined,
  session: Session,
): Process<readonly LogSource[]> {
  const { namespace = '', name } = pod.metadata;
  const spec = readPodSpec(pod);
  const inits = spec.initContainers.map((one) => one.name);
  const names = spec.containers.map((one) => one.name);
  const source = (one: string): LogSource => ({ namespace, pod: name, container: one });
  if (session.input.has('all-containers')) return [...inits, ...names].map(source);
  if (container !== undefined) {
    if (![...inits, ...names].includes(container))
      throw clientError(`container ${container} is not valid for pod ${name}`);
    return [source(container)];
  }
  const chosen = defaultContainer(pod);
  if (chosen.ambiguous)
    yield* session.printError(
      `Defaulted container ${JSON.stringify(chosen.name)} out of: ${[...names, ...inits.map((one) => `${one} (init)`)].join(', ')}`,
    );
  return [source(chosen.name)];
}

function linesOf(source: LogSource, session: Session): readonly LogLine[] {
  const { namespace, pod, container } = source;
  const previous = session.input.has('previous');
  const lines = session.context.world.logs(namespace, pod, container, previous);
  if (lines) return lines;
  if (previous)
    throw new KubectlError(
      `Error from server (BadRequest): previous terminated container ${JSON.stringify(container)} in pod ${JSON.stringify(pod)} not found`,
    );
  throw new KubectlError(
    `Error from server (BadRequest): container ${JSON.stringify(source.container)} in pod ${JSON.stringify(source.pod)} is waiting to start: ContainerCreating`,
  );
}

/** Which of the lines already there are printed. */
function readWindow(session: Session): (lines: readonly LogLine[]) => readonly LogLine[] {
  const { input } = session;
  const tail = input.flag('tail') ?? (input.has('selector') ? '10' : undefined);
  const since = input.flag('since');
  const ageMs = since === undefined ? undefined : parseGoDuration(since);
  if (since !== undefined && ageMs === undefined)
    throw clientError(
      `invalid argument ${JSON.stringify(since)} for "--since" flag: time: invalid duration ${JSON.stringify(since)}`,
    );
  const oldest = ageMs === undefined ? -Infinity : session.context.world.now() - ageMs;
  return (lines) => {
    const young = lines.filter((line) => line.atMs >= oldest);
    const most = tail === undefined || Number(tail) < 0 ? young.length : Number(tail);
    return most === 0 ? [] : young.slice(-most);
  };
}

function lineText(line: LogLine, source: LogSource, session: Session): string {
  const prefix = session.input.has('prefix') ? `[pod/${source.pod}/${source.container}] ` : '';
  const time = session.input.has('timestamps') ? `${timestamp(line.atMs)} ` : '';
  return `${prefix}${time}${line.text}\n`;
}

function timestamp(atMs: number): string {
  return `${isoSeconds(atMs).slice(0, -1)}.${String(Math.floor(atMs % 1000)).padStart(3, '0')}000000Z`;
}
