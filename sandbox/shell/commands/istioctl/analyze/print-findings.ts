import { lineOf, messages, type Finding } from '../../../../istio/index';
import type { Severity } from '../../../../lib/diagnostic';
import { goJson } from '../../../../lib/go-json';
import { printYaml } from '../../../../lib/yaml/index';

/** The pages that explain the findings; istioctl's links of the modelled version. */
export const analysisUrl = 'https://istio.io/v1.30/docs/reference/config/analysis';

const titles: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Info' };
const colors: Readonly<Record<Severity, string>> = { error: '\u001b[1;31m', warning: '\u001b[33m', info: '' };

/** Findings as istioctl prints them, without the newline at the end. */
export function printFindings(
  findings: readonly Finding[],
  format: 'log' | 'json' | 'yaml',
  colorize: boolean,
): string {
  if (format === 'log') return findings.map((finding) => logLine(finding, colorize)).join('\n');
  const entries = findings.map(entryOf);
  if (format === 'yaml') return entries.length === 0 ? '[]\n' : printYaml(entries);
  return goJson(entries, 1).replace(/^ +/gm, (indent) => '\t'.repeat(indent.length));
}

function logLine({ message, text, resource, place }: Finding, colorize: boolean): string {
  const { code, severity } = messages[message];
  const line = lineOf(resource, place);
  const origin = `${resource.friendlyName}${line === '' ? '' : ` ${line}`}`;
  const title = colorize ? `${colors[severity]}${titles[severity]}\u001b[0m` : titles[severity];
  return `${title} [${code}] (${origin}) ${text}`;
}

function entryOf({ message, text, resource, place }: Finding): Readonly<Record<string, string>> {
  const { code, severity } = messages[message];
  const reference = lineOf(resource, place);
  return {
    code,
    documentationUrl: `${analysisUrl}/${code.toLowerCase()}/?ref=istioctl-analyze`,
    level: titles[severity],
    message: text,
    origin: resource.friendlyName,
    ...(reference !== '' && { reference }),
  };
}
