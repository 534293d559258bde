import type { Field } from '../../kinds/field';
import { Findings } from '../findings';
import { quote } from '../../../lib/quote';

const name = '(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const dns = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const keyPattern = new RegExp(`^(${dns}(?:\\.${dns})*/)?(${name})$`);
const valuePattern = new RegExp(`^(${name})?$`);

/** Checks labels that pods are compared with. Semantics: istio pkg/config/labels. */
export function checkLabels(labels: Field): Findings {
  const findings = new Findings();
  for (const [key, value] of labels.entries) {
    const problem = keyProblem(key);
    if (problem !== undefined) findings.listedError(value, problem);
    if (!valuePattern.test(value.text))
      findings.listedError(value, `invalid tag value: ${quote(value.text)}`);
  }
  return findings;
}

function keyProblem(key: string): string | undefined {
  const match = keyPattern.exec(key);
  if (!match) return `invalid tag key: ${quote(key)}`;
  if ((match[1]?.length ?? 0) > 254) return `invalid tag key: ${quote(key)} (DNS prefix is too long)`;
  return (match[2]?.length ?? 0) > 63 ? `invalid tag key: ${quote(key)} (name is too long)` : undefined;
}
