import { messages, type Finding } from '../../../../istio/index';
import { parseDurationMs } from '../../../../lib/duration';
import type { Severity } from '../../../../lib/diagnostic';
import { IstioctlError, exitCodes } from '../failure';
import type { Call } from '../verb';

/** What the flags of `istioctl analyze` ask for. */
export interface AnalyzeOptions {
  readonly format: 'log' | 'json' | 'yaml';
  readonly useKube: boolean;
  readonly allNamespaces: boolean;
  /** The namespace that is looked at; empty for all. */
  readonly namespace: string;
  readonly failureThreshold: Severity;
  readonly outputThreshold: Severity;
  readonly suppressions: readonly Suppression[];
}

export interface Suppression {
  readonly code: string;
  /** `Kind name.namespace` with wildcards. */
  readonly resource: string;
}

export function readOptions({ input }: Call): AnalyzeOptions {
  const format = (input.flag('output') ?? 'log').toLowerCase();
  if (format !== 'log' && format !== 'json' && format !== 'yaml') {
    const text = `${format} not a valid option for format. See istioctl analyze --help`;
    throw new IstioctlError(text, exitCodes.usage);
  }
  checkTimeout(input.flag('timeout') ?? '30s');
  const allNamespaces = input.has('all-namespaces');
  return {
    format,
    useKube: input.flag('use-kube') !== 'false',
    allNamespaces,
    namespace: allNamespaces ? '' : (input.flag('namespace') ?? '') || 'default',
    failureThreshold: threshold(input.flag('failure-threshold') ?? 'Error', 'failure-threshold'),
    outputThreshold: threshold(input.flag('output-threshold') ?? 'Info', 'output-threshold'),
    suppressions: input.list('suppress').map(readSuppression),
  };
}

function checkTimeout(text: string): void {
  if (parseDurationMs(text) !== undefined) return;
  const problem = /^\d+$/.test(text) ? 'missing unit in duration' : 'invalid duration';
  const reason = `time: ${problem} "${text}"`;
  throw new IstioctlError(`invalid argument "${text}" for "--timeout" flag: ${reason}`, exitCodes.usage);
}

const levels: readonly Severity[] = ['info', 'warning', 'error'];

function threshold(text: string, flag: string): Severity {
  const level = levels.find((candidate) => candidate === text.toLowerCase());
  if (level) return level;
  const reason = `"${text}" not a valid option, please choose from: [Error Info Warning]`;
  throw new IstioctlError(`invalid argument "${text}" for "--${flag}" flag: ${reason}`, exitCodes.usage);
}

/** Whether a finding is at least as bad as a level. */
export function isAtLeast(finding: Finding, level: Severity): boolean {
  return levels.indexOf(messages[finding.message].severity) >= levels.indexOf(level);
}

function readSuppression(text: string): Suppression {
  const [code = '', resource, ...rest] = text.split('=');
  if (resource === undefined || rest.length > 0) {
    throw new IstioctlError(`${text} is not a valid suppression value. See istioctl analyze --help`);
  }
  return { code, resource };
}

/** Whether a code is one that istioctl can report. */
export function isKnownCode(code: string): boolean {
  return Object.values(messages).some((message) => message.code === code);
}

/** Findings of the namespace that is looked at, without what flags or annotations suppress. */
export function isWanted(finding: Finding, options: AnalyzeOptions): boolean {
  const { resource, message } = finding;
  const { code } = messages[message];
  const namespace = resource.kind === 'Namespace' ? resource.name : resource.namespace;
  if (options.namespace !== '' && namespace !== '' && namespace !== options.namespace) return false;
  const annotated = (resource.annotations['galley.istio.io/analyze-suppress'] ?? '').split(',');
  if (annotated.includes('*') || annotated.includes(code)) return false;
  return !options.suppressions.some(
    (suppression) => suppression.code === code && isGlobMatch(suppression.resource, resource.friendlyName),
  );
}

/** `*` stands for any text. */
function isGlobMatch(pattern: string, text: string): boolean {
  const pieces = pattern.split('*');
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > text.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}
