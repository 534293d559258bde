import { istioKinds } from '../../../sandbox/istio/index';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  type ApiServer,
  type KindDeclaration,
  type KubeObject,
} from '../../../sandbox/kube/index';
import { parseYaml } from '../../../sandbox/lib/yaml/index';
import {
  allCommands,
  createShell,
  createVirtualFiles,
  HOME,
  type Shell,
  type ShellWorld,
} from '../../../sandbox/shell/index';
import { Kernel, RandomSource } from '../../../sandbox/sim/index';
import type { Printed, RecordedCase } from './recorded-case';
import { normalise } from './normalise';
import { runInShell } from './run-in-shell';
import { noNetwork } from './no-network';

const WORK = `${HOME}/work`;
const START_MS = 1_795_255_200_000;

/** A recorded case of istioctl: some of its files are objects of the cluster, the others lie in the folder. */
export interface IstioctlCase extends RecordedCase {
  readonly cluster?: readonly string[];
  readonly sharedFiles?: readonly string[];
}

/** A cluster that holds a case's objects as they are, and a shell in a folder with its files. */
export class IstioctlCluster {
  readonly #kernel = new Kernel();
  readonly #shell: Shell;

  /** @param shared texts of shared files, by name */
  constructor(recorded: IstioctlCase, shared: Readonly<Record<string, string>>) {
    const random = new RandomSource(1);
    const now = (): number => START_MS + Math.floor(this.#kernel.nowMs);
    const kinds = [...kubeKinds, ...istioKinds].map(unchecked);
    const api = createApiServer({ kinds: createKindRegistry(kinds), now, random });
    const all = { ...recorded.files, ...shared };
    for (const name of recorded.cluster ?? []) store(api, all[name] ?? '', name);
    const declared = (recorded.cluster ?? []).flatMap((name) => namespacesIn(all[name] ?? ''));
    const local = Object.entries(all).filter(([name]) => recorded.cluster?.includes(name) !== true);
    const files = createVirtualFiles(
      Object.fromEntries(local.map(([name, text]) => [`${WORK}/${name}`, text])),
    );
    if (!files.isDirectory(WORK)) files.makeDirectory(WORK);
    const world: ShellWorld = {
      kernel: this.#kernel,
      api: withNamespaces(api, declared),
      files,
      random: random.stream('shell'),
      now,
      network: noNetwork,
      logs: () => undefined,
      notify: () => undefined,
    };
    this.#shell = createShell({ world, commands: allCommands, cwd: WORK });
  }

  run(command: string): Printed {
    const { stdout, stderr, exitCode } = runInShell(this.#kernel, this.#shell, WORK, command);
    return { stdout: normalise(stdout, HOME, WORK), stderr: normalise(stderr, HOME, WORK), exitCode };
  }
}

/** The recorded cluster took every object: nothing was validated, nothing defaulted but what the files say. */
function unchecked(kind: KindDeclaration): KindDeclaration {
  const { validate: _validate, default: _default, ...rest } = kind;
  return { ...rest, schema: { type: 'object', preserveUnknownFields: true } };
}

function store(api: ApiServer, text: string, file: string): void {
  for (const { value } of parseYaml(text, { file }).documents) {
    const object = value as KubeObject;
    const kind = api.kinds.byKind(object.apiVersion, object.kind);
    if (!kind) continue;
    const namespace = kind.namespaced ? (object.metadata.namespace ?? 'default') : undefined;
    const placed = {
      ...object,
      metadata: { ...object.metadata, ...(namespace !== undefined && { namespace }) },
    };
    const owner = namespace ?? '';
    if (owner !== '' && !api.get({ kind: 'Namespace', namespace: '', name: owner })) {
      api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: owner } });
    }
    const key = { kind: api.kinds.keyOf(kind), namespace: owner, name: object.metadata.name };
    const options = { fieldValidation: 'Ignore' as const };
    if (api.get(key)) api.update(placed, options);
    else api.create(placed, options);
  }
}

function namespacesIn(text: string): readonly string[] {
  return parseYaml(text, { file: '' })
    .documents.map(({ value }) => value as KubeObject)
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => metadata.name);
}

/** The recorded cluster had no namespaces but those of its files. */
function withNamespaces(api: ApiServer, declared: readonly string[]): ApiServer {
  const isShown = ({ kind, metadata }: KubeObject): boolean =>
    kind !== 'Namespace' || declared.includes(metadata.name);
  return new Proxy(api, {
    get(target, property) {
      if (property === 'stored') return () => target.stored().filter(({ object }) => isShown(object));
      if (property === 'get') {
        return (key: Parameters<ApiServer['get']>[0]) => {
          const found = target.get(key);
          return found && isShown(found) ? found : undefined;
        };
      }
      const member: unknown = Reflect.get(target, property, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
