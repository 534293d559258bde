import { compareText } from '../../../../lib/compare-text';
import type { Command } from '../../../command';
import { formatTable } from '../../../../lib/table';
import { goJson } from '../../../../lib/go-json';
import { printYaml } from '../../../../lib/yaml/index';
import { clientError, KubectlError, usageError } from '../failure';
import { withoutSecrets, writeKubeconfig, type KubeContext, type Kubeconfig } from '../kubeconfig';
import { jsonPathTemplate } from '../print/jsonpath';
import { kubectlVerb, type Session } from '../session';

const root = kubectlVerb(
  {
    path: ['kubectl', 'config'],
    summary: 'Modify kubeconfig files',
    usage: 'kubectl config SUBCOMMAND [options]',
    flags: [],
  },
  function* (session) {
    const [word] = session.input.positional;
    if (word !== undefined) throw usageError(`unknown command ${JSON.stringify(word)}`, 'config');
    yield* session.print(
      'Modify kubeconfig files.\n\nAvailable Commands:\n  current-context   Display the current-context\n  delete-context    Delete the specified context from the kubeconfig\n  get-clusters      Display clusters defined in the kubeconfig\n  get-contexts      Describe one or many contexts\n  get-users         Display users defined in the kubeconfig\n  rename-context    Rename a context from the kubeconfig file\n  set-context       Set a context entry in kubeconfig\n  use-context       Set the current-context in a kubeconfig file\n  view              Display merged kubeconfig settings or a specified kubeconfig file\n',
    );
    return 0;
  },
);

const currentContext = verb('current-context', 'Display the current-context', function* (session) {
  const { currentContext: name } = session.config;
  if (name === '') throw clientError('current-context is not set');
  yield* session.print(`${name}\n`);
  return 0;
});

const getContexts = kubectlVerb(
  {
    path: ['kubectl', 'config', 'get-contexts'],
    summary: 'Describe one or many contexts',
    usage: 'kubectl config get-contexts [(-o|--output=)name)]',
    flags: [
      { long: 'output', short: 'o', type: 'string', values: ['name'], summary: 'name' },
      { long: 'no-headers', type: 'switch', summary: 'no header line' },
    ],
  },
  function* (session) {
    const { config, input } = session;
    const wanted = input.positional;
    const contexts = config.contexts
      .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
      .sort(byName);
    if (input.flag('output') === 'name') {
      yield* session.print(contexts.map(({ name }) => `${name}\n`).join(''));
    } else {
      const rows = contexts.map(({ name, cluster, user, namespace = '' }) => [
        name === config.currentContext ? '*' : '',
        name,
        cluster,
        user,
        namespace,
      ]);
      const header = input.has('no-headers') ? [] : [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']];
      yield* session.print(formatTable([...header, ...rows]));
    }
    const missing = wanted.find((name) => !contexts.some((context) => context.name === name));
    if (missing !== undefined) throw clientError(`context ${missing} not found`);
    return 0;
  },
);

const useContext = kubectlVerb(
  {
    path: ['kubectl', 'config', 'use-context'],
    aliases: ['use'],
    summary: 'Set the current-context in a kubeconfig file',
    usage: 'kubectl config use-context CONTEXT_NAME [options]',
    flags: [],
    arguments: [{ name: 'context', complete: () => ['sandbox'] }],
  },
  function* (session) {
    const name = oneArgument(session);
    if (!session.config.contexts.some((context) => context.name === name))
      throw clientError(`no context exists with the name: ${JSON.stringify(name)}`);
    save(session, session.config.with({ 'current-context': name }));
    yield* session.print(`Switched to context ${JSON.stringify(name)}.\n`);
    return 0;
  },
);

const setContext = kubectlVerb(
  {
    path: ['kubectl', 'config', 'set-context'],
    summary: 'Set a context entry in kubeconfig',
    usage:
      'kubectl config set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace] [options]',
    flags: [{ long: 'current', type: 'switch', summary: 'the context in use' }],
    arguments: [{ name: 'context', optional: true }],
    examples: ['kubectl config set-context --current --namespace=default'],
  },
  function* (session) {
    const { config, input } = session;
    const [typed, extra] = input.positional;
    const current = input.has('current');
    if (extra !== undefined || (typed === undefined && !current) || (typed !== undefined && current))
      throw usageError(`Unexpected args: [${input.positional.join(' ')}]`, 'config set-context');
    const name = current ? config.currentContext : (typed ?? '');
    if (current && name === '') throw clientError('no current context is set');
    const before = config.contexts.find((context) => context.name === name);
    const next = changedContext(before ?? { name, cluster: '', user: '' }, session);
    save(session, config.withContexts([...config.contexts.filter((context) => context.name !== name), next]));
    yield* session.print(`Context ${JSON.stringify(name)} ${before ? 'modified' : 'created'}.\n`);
    return 0;
  },
);

const deleteContext = verb(
  'delete-context',
  'Delete the specified context from the kubeconfig',
  function* (session) {
    const name = oneArgument(session);
    const { config } = session;
    if (!config.contexts.some((context) => context.name === name))
      throw clientError(`cannot delete context ${name}, not in ${config.path}`);
    if (config.currentContext === name)
      yield* session.printError(
        'warning: this removed your active context, use "kubectl config use-context" to select a different one',
      );
    save(session, config.withContexts(config.contexts.filter((context) => context.name !== name)));
    yield* session.print(`deleted context ${name} from ${config.path}\n`);
    return 0;
  },
);

const renameContext = verb(
  'rename-context',
  'Rename a context from the kubeconfig file',
  function* (session) {
    const { config, input } = session;
    const [from, to, extra] = input.positional;
    if (from === undefined || to === undefined || extra !== undefined)
      throw clientError(`Unexpected args: [${input.positional.join(' ')}]`);
    const context = config.contexts.find(({ name }) => name === from);
    if (!context)
      throw clientError(`cannot rename the context ${JSON.stringify(from)}, it's not in ${config.path}`);
    if (config.contexts.some(({ name }) => name === to))
      throw clientError(
        `cannot rename the context ${JSON.stringify(from)}, the context ${JSON.stringify(to)} already exists in ${config.path}`,
      );
    const others = config.contexts.filter(({ name }) => name !== from);
    const renamed = config.withContexts([...others, { ...context, name: to }]);
    save(session, config.currentContext === from ? renamed.with({ 'current-context': to }) : renamed);
    yield* session.print(`Context ${JSON.stringify(from)} renamed to ${JSON.stringify(to)}.\n`);
    return 0;
  },
);

const setProperty = verb('set', 'Set an individual value in a kubeconfig file', function* (session) {
  const [property, value, extra] = session.input.positional;
  if (property === undefined || value === undefined || extra !== undefined)
    throw clientError(`Unexpected args: [${session.input.positional.join(' ')}]`);
  const match = /^contexts\.([^.]+)\.namespace$/.exec(property);
  if (property === 'current-context') save(session, session.config.with({ 'current-context': value }));
  else if (match?.[1] !== undefined) setNamespace(match[1], value, session);
  else throw clientError(`the sandbox's kubeconfig has no property ${JSON.stringify(property)} to set`);
  yield* session.print(`Property ${JSON.stringify(property)} set.\n`);
  return 0;
});

const getClusters = verb('get-clusters', 'Display clusters defined in the kubeconfig', function* (session) {
  yield* session.print(
    `NAME\n${session.config
      .names('clusters')
      .map((name) => `${name}\n`)
      .join('')}`,
  );
  return 0;
});

const getUsers = verb('get-users', 'Display users defined in the kubeconfig', function* (session) {
  yield* session.print(
    `NAME\n${session.config
      .names('users')
      .map((name) => `${name}\n`)
      .join('')}`,
  );
  return 0;
});

const view = kubectlVerb(
  {
    path: ['kubectl', 'config', 'view'],
    summary: 'Display merged kubeconfig settings or a specified kubeconfig file',
    usage: 'kubectl config view [flags]',
    flags: [
      { long: 'minify', type: 'switch', summary: 'only what the context in use needs' },
      { long: 'raw', type: 'switch', summary: 'with secrets' },
      { long: 'flatten', type: 'switch', summary: 'with the content of files' },
      { long: 'merge', type: 'switch', default: 'true', summary: 'merge several files' },
      { long: 'output', short: 'o', type: 'string', default: 'yaml', summary: 'yaml, json or jsonpath=…' },
    ],
  },
  function* (session) {
    const { input } = session;
    const { value: whole } = input.has('minify') ? minified(session) : session.config;
    const value = input.has('raw') ? whole : withoutSecrets(whole);
    const format = input.flag('output') ?? 'yaml';
    if (format.startsWith('jsonpath='))
      yield* session.print(jsonPathTemplate(format.slice('jsonpath='.length))(value));
    else if (format === 'yaml') yield* session.print(printYaml(value));
    else if (format === 'json') yield* session.print(`${goJson(value, 4)}\n`);
    else
      throw clientError(`unable to match a printer suitable for the output format ${JSON.stringify(format)}`);
    return 0;
  },
);

/** kubectl config and its verbs. */
export const configVerbs: readonly Command[] = [
  root,
  currentContext,
  deleteContext,
  getClusters,
  getContexts,
  getUsers,
  renameContext,
  setProperty,
  setContext,
  useContext,
  view,
];

function verb(name: string, summary: string, run: Parameters<typeof kubectlVerb>[1]): Command {
  return kubectlVerb(
    { path: ['kubectl', 'config', name], summary, usage: `kubectl config ${name}`, flags: [] },
    run,
  );
}

function save(session: Session, config: Kubeconfig): void {
  writeKubeconfig(session.context.world.files, config);
}

function oneArgument(session: Session): string {
  const { positional } = session.input;
  const [name] = positional;
  if (name === undefined || positional.length !== 1)
    throw new KubectlError(`error: Unexpected args: [${positional.join(' ')}]`);
  return name;
}

function changedContext(context: KubeContext, { input }: Session): KubeContext {
  const { namespace: before, ...rest } = context;
  const namespace = input.flag('namespace') ?? before;
  return {
    ...rest,
    cluster: input.flag('cluster') ?? context.cluster,
    user: input.flag('user') ?? context.user,
    ...(namespace === undefined || namespace === '' ? {} : { namespace }),
  };
}

function setNamespace(name: string, namespace: string, session: Session): void {
  const { config } = session;
  const contexts = config.contexts.map((context) =>
    context.name === name ? { ...context, namespace } : context,
  );
  save(session, config.withContexts(contexts));
}

function minified(session: Session): Kubeconfig {
  const context = session.kubeContext;
  if (!context) throw clientError('current-context must exist in order to minify');
  return session.config.minified(context);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}
