import type { ApiServer, DescribeContext, KindDeclaration, KubeObject } from '../../../kube/index';
import type { Process } from '../../../sim/index';
import type { Command, CommandContext, CommandInput } from '../../command';
import { defineCommand } from '../../command';
import { failureOf, KubectlError } from './failure';
import { requireServer } from './server';
import { readKubeconfig, type KubeContext, type Kubeconfig, type KubeconfigPlace } from './kubeconfig';

/** One call of kubectl: its words, where it writes, and the cluster it talks to. */
export class Session {
  readonly #warned = new Set<string>();
  #config: Kubeconfig | undefined;
  #failed = false;
  #reachable = false;

  constructor(
    readonly input: CommandInput,
    readonly context: CommandContext,
  ) {}

  /** The API server. @throws KubectlError when the kubeconfig points at another one */
  get api(): ApiServer {
    if (!this.#reachable) {
      requireServer(this);
      this.#reachable = true;
    }
    return this.context.world.api;
  }

  get config(): Kubeconfig {
    this.#config ??= readKubeconfig(this.context.world.files, this.#configPlace());
    return this.#config;
  }

  /** The context in use. @throws KubectlError when --context names none */
  get kubeContext(): KubeContext | undefined {
    const wanted = this.input.flag('context');
    const found = this.config.contexts.find(({ name }) => name === (wanted ?? this.config.currentContext));
    if (wanted !== undefined && !found)
      throw new KubectlError(
        `Error in configuration: context was not found for specified context: ${wanted}`,
      );
    return found;
  }

  /** The namespace given by -n, else the context's, else `default`. */
  get namespace(): string {
    const typed = this.input.flag('namespace');
    if (typed !== undefined && typed !== '') return typed;
    return this.kubeContext?.namespace ?? 'default';
  }

  /** The namespace given by -n, if any. */
  get enforcedNamespace(): string | undefined {
    const typed = this.input.flag('namespace');
    return typed === '' ? undefined : typed;
  }

  get allNamespaces(): boolean {
    return this.input.has('all-namespaces');
  }

  /** What columns and descriptions may look at. */
  get describing(): DescribeContext {
    return {
      nowMs: this.context.world.now(),
      list: (kind: string, namespace?: string): readonly KubeObject[] => this.api.list(kind, namespace),
    };
  }

  /** True once {@link complain} was used: the exit code is 1. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Answers false when nobody reads any more. */
  *print(text: string): Process<boolean> {
    return text === '' ? true : yield* this.context.write(text);
  }

  *printError(text: string): Process<void> {
    if (text !== '') yield* this.context.error(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Prints a failure and remembers it, for verbs that go on with the next object. */
  *complain(text: string): Process<void> {
    this.#failed = true;
    yield* this.printError(text);
  }

  *warn(warnings: readonly string[]): Process<void> {
    for (const warning of warnings) {
      if (this.#warned.has(warning)) continue;
      this.#warned.add(warning);
      yield* this.context.error(`Warning: ${warning}\n`);
    }
  }

  *warnDeprecated(kinds: Iterable<KindDeclaration>): Process<void> {
    for (const kind of kinds) if (kind.deprecation !== undefined) yield* this.warn([kind.deprecation]);
  }

  /** An absolute path for one that was typed. */
  resolve(path: string): string {
    return this.context.world.files.resolve(path, this.context.cwd);
  }

  #configPlace(): KubeconfigPlace | undefined {
    const flag = this.input.flag('kubeconfig');
    const typed = flag ?? this.context.env.get('KUBECONFIG');
    if (typed === undefined || typed === '') return undefined;
    return { typed, path: this.resolve(typed), required: flag !== undefined };
  }
}

/** Runs one verb: reads its words, acts, prints. Answers the exit code; throws KubectlError and ApiError to fail. */
export type VerbRun = (session: Session) => Process<number>;

/** Declares a verb of kubectl: failures are printed in kubectl's words, once, here. */
export function kubectlVerb(verb: Omit<Command, 'run' | 'family'>, run: VerbRun): Command {
  return defineCommand({
    ...verb,
    family: 'kubectl',
    *run(input, context) {
      const session = new Session(input, context);
      try {
        const code = yield* run(session);
        return code === 0 && session.failed ? 1 : code;
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        yield* session.printError(failure.message);
        return failure.exitCode;
      }
    },
  });
}
