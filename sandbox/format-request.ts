import { formatOrigin } from './lib/origin';
import type { DecisionStep, RejectedChoice } from './net/index';
import type { ExplainedHop, ExplainedRequest } from './world-api';

/** How many rejected choices of one step are worth reading. */
const REJECTED_SHOWN = 8;

/** The decision record of a request as text a person reads: one block per hop, one line per decision. */
export function formatRequest(request: ExplainedRequest): string {
  const { summary, hops } = request;
  const answer = summary.status === undefined ? (summary.failure ?? 'no answer') : String(summary.status);
  const flags = summary.flags === '' ? '' : ` ${summary.flags}`;
  const head = `${summary.method} ${summary.authority}${summary.path} -> ${answer}${flags} in ${milliseconds(summary.durationMs)}\n`;
  return head + hops.map((hop) => `\n${formatHop(hop, depthOf(hop, hops))}`).join('');
}

function formatHop(hop: ExplainedHop, depth: number): string {
  const indent = '  '.repeat(depth);
  const result = [hop.status === undefined ? 'no answer' : String(hop.status), hop.flags, hop.details]
    .filter((part) => part !== '')
    .join(' ');
  const title = `${indent}${hop.workload}.${hop.namespace} (${hop.direction})  ${hop.method} ${hop.authority}${hop.path}  ${result}  ${milliseconds(hop.durationMs)}\n`;
  const steps = hop.record?.steps ?? [];
  return title + steps.map((step) => formatStep(step, `${indent}  `)).join('');
}

function formatStep(step: DecisionStep, indent: string): string {
  const origin = step.origin === undefined ? '' : `  [${formatOrigin(step.origin)}]`;
  const line = `${indent}${step.step.padEnd(15)} ${step.summary}${origin}\n`;
  const rejected = step.rejected ?? [];
  const shown = rejected.slice(0, REJECTED_SHOWN).map((choice) => formatRejected(choice, indent));
  const more = rejected.length - shown.length;
  return (
    line +
    shown.join('') +
    (more > 0 ? `${indent}${' '.repeat(16)}… and ${String(more)} more passed over\n` : '')
  );
}

function formatRejected(choice: RejectedChoice, indent: string): string {
  const origin = choice.origin === undefined ? '' : `  [${formatOrigin(choice.origin)}]`;
  return `${indent}${' '.repeat(16)}not ${choice.name}: ${choice.reason}${origin}\n`;
}

function depthOf(hop: ExplainedHop, hops: readonly ExplainedHop[]): number {
  let depth = 0;
  for (let parent = hop.parent; parent !== undefined && depth < 20; parent = hops[parent]?.parent) depth++;
  return depth;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
