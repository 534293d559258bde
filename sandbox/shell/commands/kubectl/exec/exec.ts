import { containerEnvironment, readPodSpec, summarizePod } from '../../../../kube/index';
import { completePods } from '../complete';
import { clientError, KubectlError } from '../failure';
import { fileFlags } from '../flags';
import { defaultContainer, podsFor } from '../pods';
import { kubectlVerb } from '../session';
import { whileAlive } from './while-alive';

/** Runs a command inside a container (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_exec/). */
export const exec = kubectlVerb(
  {
    path: ['kubectl', 'exec'],
    summary: 'Execute a command in a container',
    usage: 'kubectl exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
    flags: [
      ...fileFlags,
      { long: 'container', short: 'c', type: 'string', placeholder: 'NAME', summary: 'container of the pod' },
      { long: 'stdin', short: 'i', type: 'switch', summary: 'pass standard input on' },
      { long: 'tty', short: 't', type: 'switch', summary: 'standard input is a terminal' },
      { long: 'quiet', short: 'q', type: 'switch', summary: 'only what the command prints' },
      { long: 'pod-running-timeout', type: 'string', summary: 'how long to wait for a running pod' },
    ],
    arguments: [{ name: 'pod', complete: completePods }],
    examples: [],
  },
  function* (session) {
    const { input, context } = session;
    const [target, ...typed] = input.positional;
    if (target === undefined) throw clientError('pod, type/name or --filename must be specified');
    const words = input.rest ?? typed;
    if (typed.length > 0 && input.rest === undefined)
      throw clientError('exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead');
    if (words.length === 0) throw clientError('you must specify at least one command for the container');
    const [pod] = podsFor(target, session);
    if (!pod) throw clientError(`no pods found for ${target}`);
    const { namespace = 'default', name } = pod.metadata;
    const wanted = input.flag('container');
    const { containers, initContainers } = readPodSpec(pod);
    const names = [...containers, ...initContainers].map((container) => container.name);
    if (wanted !== undefined && !names.includes(wanted))
      throw new KubectlError(
        `Error from server (BadRequest): container ${wanted} is not valid for pod ${name}`,
      );
    const chosen = defaultContainer(pod);
    if (wanted === undefined && chosen.ambiguous && !input.has('quiet'))
      yield* session.printError(
        `Defaulted container ${JSON.stringify(chosen.name)} out of: ${containers.map((container) => container.name).join(', ')}`,
      );
    const container = wanted ?? chosen.name;
    const { status } = summarizePod(pod);
    if (status !== 'Running' && status !== 'Terminating')
      throw clientError(
        `Internal error occurred: unable to upgrade connection: container not found ("${container}")`,
      );
    const process = context.spawn(words, {
      location: { namespace, pod: name, container },
      env: containerEnvironment(pod, container, context.world.api),
      ...(input.has('stdin') ? {} : { stdin: '' }),
    });
    const code = yield* whileAlive(pod, container, process, session);
    if (code !== 0) yield* session.printError(`command terminated with exit code ${String(code)}`);
    return code;
  },
);
