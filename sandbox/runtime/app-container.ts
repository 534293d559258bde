import { Exchange } from '../net/index';
import type { ApiServer } from '../kube/index';
import type { Kernel, Process, RandomSource } from '../sim/index';
import type { AppInstance, Container } from '../workloads/index';
import { commandLine, environmentOf } from './pod-environment';
import { parseImage, type Program } from './image';
import { mountedFile } from './mounted-files';
import type { ContainerSpec } from './objects';
import type { PodSandbox } from './pod-sandbox';
import type { TraceIds } from './trace-ids';

interface Surroundings {
  readonly kernel: Kernel;
  readonly api: ApiServer;
  readonly random: RandomSource;
  readonly traces: TraceIds;
  now(): number;
}

export interface StartedApp {
  readonly instance: AppInstance;
  readonly background?: Process<void>;
  readonly exitCode?: number;
}

/** Starts a container's application and opens its ports. */
export function startApp(
  around: Surroundings,
  sandbox: PodSandbox,
  spec: ContainerSpec,
  program: Exclude<Program, { is: 'infrastructure' }>,
): StartedApp {
  const instance = program.app.start(containerOf(around, sandbox, spec));
  const declared = (spec.ports ?? []).map(({ containerPort }) => containerPort);
  const ports = new Set([...declared, ...(instance.ports ?? [])]);
  // Nobody can know the ports of an unknown image that declares none, so its stand-in answers on all of them.
  const everyPort = program.is === 'stand-in' && ports.size === 0;
  sandbox.server.add({ instance, ports: everyPort ? undefined : ports });
  return {
    instance,
    ...(instance.background === undefined ? {} : { background: instance.background() }),
    ...(instance.exitCode === undefined ? {} : { exitCode: instance.exitCode }),
  };
}

function containerOf(around: Surroundings, sandbox: PodSandbox, spec: ContainerSpec): Container {
  const { identity, object } = sandbox;
  const log = sandbox.logs.get(spec.name);
  const env = environmentOf(around.api, sandbox, spec.name);
  return {
    image: spec.image,
    tag: parseImage(spec.image).tag,
    args: commandLine(spec, env),
    env,
    hostname: identity.name,
    namespace: identity.namespace,
    labels: object.metadata.labels ?? {},
    podIP: identity.ip,
    random: around.random.stream(`app/${identity.key}/${spec.name}`),
    now: () => around.now(),
    log: (line) => log?.write(line),
    file: (path) => mountedFile(around.api, object, spec, path),
    fetch: (outgoing) =>
      around.traces.follow(identity.key, 'background', (trace) =>
        sandbox.fetch(outgoing, new Exchange(trace)),
      ),
  };
}
