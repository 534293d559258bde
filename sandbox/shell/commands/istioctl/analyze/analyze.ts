import {
  analyzers,
  configuration,
  findingsOf,
  readMeshConfig,
  sorted,
  type AnalysisInput,
  type AnalyzedObject,
  type Finding,
} from '../../../../istio/index';
import { isoMillis } from '../../../../lib/calendar';
import type { Process } from '../../../../sim/index';
import { exitCodes, IstioctlError } from '../failure';
import { istioctlVerb, type Call } from '../verb';
import { clusterObjects } from './cluster-objects';
import { readObjects, type FileObjects } from './file-objects';
import { gatherFiles, type GatheredFile } from './gather-files';
import { isAtLeast, isKnownCode, isWanted, readOptions, type AnalyzeOptions } from './options';
import { analysisUrl, printFindings } from './print-findings';

/** Analyzes the cluster, files on top of it, or files alone. */
export const analyze = istioctlVerb(
  {
    path: ['istioctl', 'analyze'],
    summary: 'Analyze Istio configuration and print validation messages',
    usage: 'istioctl analyze <file>... [flags]',
    arguments: [{ name: 'file', optional: true, repeated: true }],
    examples: ['istioctl analyze', 'istioctl analyze -L'],
    flags: [
      { long: 'all-namespaces', short: 'A', type: 'switch', summary: 'Analyze all namespaces' },
      { long: 'analyzer', type: 'list', summary: 'Select specific analyzers to run' },
      { long: 'color', type: 'string', implied: 'true', summary: 'Color the severity' },
      {
        long: 'failure-threshold',
        type: 'string',
        default: 'Error',
        values: ['Info', 'Warning', 'Error'],
        summary: 'The severity at which the exit code is not zero',
      },
      { long: 'ignore-unknown', type: 'switch', summary: "Don't fail on files that could not be parsed" },
      { long: 'list-analyzers', short: 'L', type: 'switch', summary: 'List the analyzers available to run' },
      { long: 'meshConfigFile', type: 'string', summary: 'Mesh configuration to use for analysis' },
      {
        long: 'output',
        short: 'o',
        type: 'string',
        default: 'log',
        values: ['log', 'json', 'yaml'],
        summary: 'Output format',
      },
      {
        long: 'output-threshold',
        type: 'string',
        default: 'Info',
        values: ['Info', 'Warning', 'Error'],
        summary: 'The severity at which messages are displayed',
      },
      { long: 'recursive', short: 'R', type: 'switch', summary: 'Removed: folders are always read whole' },
      { long: 'remote-contexts', type: 'list', summary: 'Contexts of remote clusters' },
      { long: 'revision', short: 'r', type: 'string', default: 'default', summary: 'Analyze a revision' },
      { long: 'suppress', short: 'S', type: 'list', summary: 'Suppress a code on a resource' },
      { long: 'timeout', type: 'string', default: '30s', summary: 'The duration to wait before failing' },
      {
        long: 'use-kube',
        short: 'k',
        type: 'string',
        implied: 'true',
        summary: 'Use the live cluster; --use-kube=false analyzes files only',
      },
      { long: 'verbose', short: 'v', type: 'switch', summary: 'Enable verbose output' },
    ],
  },
  function* (call) {
    const { input, context } = call;
    const options = readOptions(call);
    if (input.has('list-analyzers')) {
      yield* context.write(listing());
      return 0;
    }
    if (input.has('recursive')) {
      yield* context.write(
        'The recursive flag has been removed and is hardcoded to true without explicitly specifying it.\n',
      );
      return 0;
    }
    const files = yield* gatherFiles(call);
    if (options.useKube && isUnknownNamespace(call, options)) {
      yield* context.error(`namespace "${input.flag('namespace') ?? ''}" not found\n`);
      return 0;
    }
    for (const { code } of options.suppressions) {
      if (isKnownCode(code)) continue;
      yield* context.error(
        `Warning: Supplied message code '${code}' is an unknown message code and will not have any effect.\n`,
      );
    }
    if (!options.useKube && files.length === 0 && input.positional.length === 0) {
      throw new IstioctlError('at least one file and/or Kubernetes source must be provided');
    }
    const read = readObjects(files, options.namespace);
    yield* reportProblems(call, read);
    const findings = judge(call, options, read);
    if (input.has('verbose')) yield* context.error(ranText(call, options));
    yield* context.write(`${shown(call, options, findings)}\n`);
    return yield* conclude(call, options, files, read, findings);
  },
);

/** istioctl's list of analyzers, by name. */
function listing(): string {
  return analyzers
    .filter((analyzer) => analyzer.optional !== true)
    .map(({ name, description }) => `* ${name}:\n    ${description}\n`)
    .sort()
    .join('');
}

function isUnknownNamespace({ context }: Call, { namespace }: AnalyzeOptions): boolean {
  return namespace !== '' && !context.world.api.get({ kind: 'Namespace', namespace: '', name: namespace });
}

/** What only a cluster can show; analyzers that need it do not run on files. */
const runtimeTypes: readonly string[] = ['Service', 'Namespace', 'Pod', 'Node', 'Secret'];

function runnable(options: AnalyzeOptions): NonNullable<AnalysisInput['from']> {
  return analyzers.filter(
    (analyzer) =>
      analyzer.optional !== true &&
      (options.useKube || !analyzer.inputs.some((type) => runtimeTypes.includes(type))),
  );
}

function judge(call: Call, options: AnalyzeOptions, read: FileObjects): readonly Finding[] {
  const { input, context } = call;
  const istioNamespace = input.flag('istioNamespace') ?? 'istio-system';
  const cluster = options.useKube ? clusterObjects(context.world.api, istioNamespace) : [];
  const objects: readonly AnalyzedObject[] = [
    ...cluster,
    ...meshObjects(call, istioNamespace),
    ...read.objects,
  ];
  const only = input.list('analyzer');
  // A name that nobody knows means all of them; one that cannot run here means none.
  const known = only.filter((name) => analyzers.some((analyzer) => analyzer.name === name));
  const from = runnable(options).filter((analyzer) => known.length === 0 || known.includes(analyzer.name));
  return sorted(findingsOf({ objects, from, nowMs: context.world.now() })).filter((finding) =>
    isWanted(finding, options),
  );
}

function meshObjects({ input, context }: Call, istioNamespace: string): readonly AnalyzedObject[] {
  const typed = input.flag('meshConfigFile');
  if (typed === undefined) return [];
  const text = context.world.files.read(context.world.files.resolve(typed, context.cwd));
  if (text === undefined) return [];
  // istioctl says nothing of a configuration that it cannot use.
  const { value } = readMeshConfig(text);
  return configuration('MeshConfig', value, istioNamespace).map((object) => ({ object }));
}

function* reportProblems({ context }: Call, { problems }: FileObjects): Process<void> {
  if (problems.length === 0) return;
  for (const { errors } of problems) {
    for (const error of errors)
      yield* context.write(`${isoMillis(context.world.now())}\twarn\tfile\t${error} - skipping\n`);
  }
  const lists = problems.map(({ file, errors }) => `errors parsing content "${file}": ${bulleted(errors)}`);
  yield* context.error(`Error(s) adding files: ${bulleted(lists)}`);
}

function bulleted(items: readonly string[]): string {
  const title = items.length === 1 ? '1 error occurred:' : `${String(items.length)} errors occurred:`;
  return `${title}\n${items.map((item) => `\t* ${item}\n`).join('')}\n`;
}

function targetOf({ namespace }: AnalyzeOptions): string {
  return namespace === '' ? 'all namespaces' : `namespace: ${namespace}`;
}

function ranText({ input }: Call, options: AnalyzeOptions): string {
  const ran = runnable(options).map(({ name }) => name);
  const chosen = input.list('analyzer');
  const candidates = analyzers.filter(
    ({ name, optional }) => optional !== true && (chosen.length === 0 || chosen.includes(name)),
  );
  const list = (title: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `${title}\n${names.map((name) => `\t ${name}\n`).join('')}`;
  const names = candidates.map(({ name }) => name);
  return (
    `Analyzed resources in ${targetOf(options)}\n` +
    list(
      'Skipped analyzers:',
      names.filter((name) => !ran.includes(name)),
    ) +
    list('Executed analyzers:', names) +
    '\n'
  );
}

function shown({ input, context }: Call, options: AnalyzeOptions, findings: readonly Finding[]): string {
  const color = input.flag('color');
  const colorize = color === undefined ? context.isTerminal : color !== 'false';
  const visible = findings.filter((finding) => isAtLeast(finding, options.outputThreshold));
  return printFindings(visible, options.format, colorize);
}

/** The last words and the exit code: only the log format fails. */
function* conclude(
  { input, context }: Call,
  options: AnalyzeOptions,
  files: readonly GatheredFile[],
  { problems }: FileObjects,
  findings: readonly Finding[],
): Process<number> {
  const target = targetOf(options);
  if (!findings.some((finding) => isAtLeast(finding, options.outputThreshold))) {
    yield* context.error(nothingFound(files, problems.length > 0, target));
  }
  if (options.format !== 'log') return 0;
  if (findings.some((finding) => isAtLeast(finding, options.failureThreshold))) {
    yield* context.error(
      `Error: Analyzers found issues when analyzing ${target}.\n` +
        `See ${analysisUrl} for more information about causes and resolutions.\n`,
    );
    return exitCodes.findings;
  }
  if (problems.length > 0 && !input.has('ignore-unknown')) {
    throw new IstioctlError("Some files couldn't be parsed.", exitCodes.unparsedFiles);
  }
  return 0;
}

function nothingFound(files: readonly GatheredFile[], broken: boolean, target: string): string {
  const found = 'No validation issues found when analyzing';
  if (broken) return `${found} ${target} (but 1 file could not be parsed).\n`;
  const names = files.map(({ name }) => name);
  if (names.length === 0) return `✔ ${found} ${target}.\n`;
  return names.length === 1
    ? `✔ ${found} ${names.join('')}.\n`
    : `✔ ${found}:\n${names.map((name) => `  - ${name}\n`).join('')}`;
}
