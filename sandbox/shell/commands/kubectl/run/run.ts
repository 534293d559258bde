import { readContainerStatuses, summarizePod, type KubeObject } from '../../../../kube/index';
import { sleep, type Process } from '../../../../sim/index';
import { readDryRun } from '../dry-run';
import { clientError, KubectlError, usageError } from '../failure';
import { dryRunFlag, outputFlag } from '../flags';
import { finishCreate } from '../create/finish';
import { parsePairs } from '../set/pairs';
import { kubectlVerb, type Session } from '../session';

/** How long kubectl waits for the pod before it attaches, and how often it looks. */
const ATTACH_LIMIT_MS = 60_000;
const POLL_MS = 100;

/** Starts one pod (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_run/); with -i its command runs in the terminal. */
export const run = kubectlVerb(
  {
    path: ['kubectl', 'run'],
    summary: 'Run a particular image on the cluster',
    usage:
      'kubectl run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [-- COMMAND] [args...]',
    flags: [
      { long: 'image', type: 'string', placeholder: 'IMAGE', summary: 'image of the container' },
      { long: 'image-pull-policy', type: 'string', summary: 'when the image is pulled' },
      { long: 'port', type: 'number', placeholder: 'PORT', summary: 'port the container listens on' },
      { long: 'env', type: 'list', placeholder: 'KEY=VALUE', summary: 'a variable of the environment' },
      {
        long: 'labels',
        short: 'l',
        type: 'string',
        placeholder: 'KEY=VALUE,...',
        summary: 'labels of the pod',
      },
      { long: 'annotations', type: 'list', placeholder: 'KEY=VALUE', summary: 'an annotation of the pod' },
      {
        long: 'restart',
        type: 'string',
        values: ['Always', 'OnFailure', 'Never'],
        default: 'Always',
        summary: 'when the pod starts again',
      },
      { long: 'command', type: 'switch', summary: 'what follows -- takes the place of the entrypoint' },
      { long: 'stdin', short: 'i', type: 'switch', summary: 'pass standard input on' },
      { long: 'tty', short: 't', type: 'switch', summary: 'standard input is a terminal' },
      { long: 'attach', type: 'switch', summary: 'wait for the pod and show what it prints' },
      { long: 'rm', type: 'switch', summary: 'delete the pod afterwards' },
      { long: 'quiet', short: 'q', type: 'switch', summary: 'only what the command prints' },
      { long: 'expose', type: 'switch', summary: 'make a ClusterIP service too' },
      { long: 'overrides', type: 'string', summary: 'fields in JSON (not simulated)' },
      dryRunFlag,
      outputFlag,
    ],
    arguments: [{ name: 'name' }],
  },
  function* (session) {
    const { input } = session;
    const { name, words } = readWords(session);
    const attached = input.has('stdin') || input.has('tty') || input.has('attach');
    if (input.has('rm') && !attached)
      throw usageError('--rm should only be used for attached containers', 'run');
    if (input.has('overrides')) throw clientError('--overrides is not available in the sandbox');
    if (input.flag('image') === undefined || input.flag('image') === '')
      throw clientError('required flag(s) "image" not set');
    if (session.api.kinds.named('Pod') === undefined)
      throw new KubectlError('error: no matches for kind "Pod" in version "v1"');
    const pod = podOf(name, words, attached, session);
    const dryRun = yield* readDryRun(session);
    const quiet = attached && dryRun === 'none';
    if (!quiet) return yield* finishCreate(pod, session);
    session.api.create(
      { ...pod, metadata: { ...pod.metadata, namespace: session.namespace } },
      { fieldValidation: 'Strict' },
    );
    const code = yield* attach(name, words, session);
    if (input.has('rm')) {
      // its command has ended: there is nothing to wait for
      session.api.delete({ kind: 'Pod', namespace: session.namespace, name }, { gracePeriodSeconds: 0 });
      if (!input.has('quiet'))
        yield* session.print(`pod ${JSON.stringify(name)} deleted from ${session.namespace} namespace\n`);
    }
    return code;
  },
);

/** The pod's name and the words of its command: those behind `--`, or any behind the name. */
function readWords(session: Session): { readonly name: string; readonly words: readonly string[] } {
  const [name, ...more] = session.input.positional;
  if (name === undefined) throw usageError('NAME is required for run', 'run');
  return { name, words: [...more, ...(session.input.rest ?? [])] };
}

function podOf(name: string, words: readonly string[], attached: boolean, session: Session): KubeObject {
  const { input } = session;
  const port = input.flag('port');
  const env = input.list('env').map((pair) => {
    const equals = pair.indexOf('=');
    if (equals <= 0) throw clientError(`invalid env: ${pair}`);
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
  });
  const typed = input.flag('labels');
  const annotations = parsePairs(input.list('annotations'));
  const isCommand = input.has('command');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels: typed === undefined ? { run: name } : parsePairs(typed.split(',')),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: {
      containers: [
        {
          name,
          image: input.flag('image') ?? '',
          ...(words.length === 0 ? {} : { [isCommand ? 'command' : 'args']: words }),
          ...(env.length === 0 ? {} : { env }),
          ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }),
          resources: {},
          ...(input.flag('image-pull-policy') === undefined
            ? {}
            : { imagePullPolicy: input.flag('image-pull-policy') }),
          ...(attached && input.has('stdin') ? { stdin: true, stdinOnce: true } : {}),
          ...(attached && input.has('tty') ? { tty: true } : {}),
        },
      ],
      dnsPolicy: 'ClusterFirst',
      restartPolicy: input.flag('restart') ?? 'Always',
    },
    status: {},
  };
}

/** Waits for the pod to run and runs its command in the learner's terminal. */
function* attach(name: string, words: readonly string[], session: Session): Process<number> {
  const { context, namespace, input } = session;
  const key = { kind: 'Pod', namespace, name };
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const pod = session.api.get(key);
    if (pod === undefined)
      throw new KubectlError(`Error from server (NotFound): pods ${JSON.stringify(name)} not found`);
    if (isUp(pod)) break;
    if (waitedMs >= ATTACH_LIMIT_MS) throw clientError('timed out waiting for the condition');
    yield* sleep(POLL_MS);
  }
  if (words.length === 0) {
    if (!input.has('quiet'))
      yield* session.printError("If you don't see a command prompt, try pressing enter.");
    return yield* context.spawn(['sh'], { location: { namespace, pod: name } });
  }
  const code = yield* context.spawn(words, {
    location: { namespace, pod: name },
    ...(input.has('stdin') ? {} : { stdin: '' }),
  });
  if (code !== 0) yield* session.printError(`pod ${namespace}/${name} terminated (Error)`);
  return code;
}

function isUp(pod: KubeObject): boolean {
  const { status } = summarizePod(pod);
  return status === 'Running' && readContainerStatuses(pod).every(({ ready }) => ready);
}
