import type { Field } from '../../kinds/field';
import { parseUrl } from '../../../lib/go-url';
import { Findings } from '../findings';

/** Checks where a module comes from and how it is started. */
export function checkModule(module: Field, nameTooLong: string): Findings {
  const findings = new Findings();
  findings.check(module.at('url'), urlProblem(module.at('url').text));
  findings.check(module.at('sha256'), checksumProblem(module.at('sha256').text));
  if (module.at('imagePullSecret').text.length > 253) {
    findings.error(
      module.at('imagePullSecret'),
      'imagePullSecret field must be less than 253 characters long',
    );
  }
  if (module.at('pluginName').text.length > 256) findings.error(module.at('pluginName'), nameTooLong);
  const environment = module.at('vmConfig').at('env');
  findings.check(environment, environmentProblem(environment));
  return findings;
}

const schemes: readonly string[] = ['', 'file', 'http', 'https', 'oci'];

function urlProblem(text: string): string | undefined {
  if (text === '') return 'url field needs to be set';
  const absolute = parseUrl(text, true);
  const parsed = 'problem' in absolute ? parseUrl(`http://${text}`, true) : absolute;
  if ('problem' in parsed) {
    return `failed to parse url: ${'problem' in absolute ? absolute.problem : parsed.problem}`;
  }
  return schemes.includes(parsed.scheme) ? undefined : `url contains unsupported scheme: ${parsed.scheme}`;
}

function checksumProblem(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length !== 64) return 'sha256 field must be 64 characters long';
  return /^[a-f0-9]*$/.test(text) ? undefined : 'sha256 field must match [a-f0-9]{64} pattern';
}

function environmentProblem(environment: Field): string | undefined {
  const names = new Set<string>();
  for (const variable of environment.items) {
    if (!variable.isSet) continue;
    const name = variable.at('name').text;
    if (name === '') return 'spec.vmConfig.env invalid';
    if (name.length > 256) return 'env.name field must be less than 255 characters long';
    if (names.has(name)) return 'duplicate env';
    names.add(name);
    if (variable.at('valueFrom').text === 'HOST' && variable.at('value').text !== '') {
      return 'value may only be set when valueFrom is INLINE';
    }
  }
  return undefined;
}

/** Why the traffic a module is for is described wrongly. */
export function matchProblem(match: Field): string | undefined {
  for (const [index, selector] of match.items.entries()) {
    const where = `spec.Match[${String(index)}]`;
    if (!selector.isSet) return `${where} is nil`;
    for (const [portIndex, port] of selector.at('ports').items.entries()) {
      const portWhere = `${where}.Ports[${String(portIndex)}]`;
      if (!port.isSet) return `${portWhere} is nil`;
      const number = port.at('number').number;
      if (number <= 0 || number > 65_535) return `${portWhere} is out of range: ${String(number)}`;
    }
  }
  return undefined;
}
