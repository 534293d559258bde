import {
  alternativeNames,
  authorityExtension,
  extendedKeyUsage,
  keyUsage,
  leafExtension,
} from '../../../lib/x509/index';
import { OpensslError } from './subcommand';

const USES: readonly string[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
];
const PURPOSES: readonly string[] = ['', 'serverAuth', 'clientAuth'];

/**
 * The lines of an extension file (x509v3_config): `subjectAltName=DNS:httpbin.example.com`. Without a section's name those
 * before the first section count.
 * @throws OpensslError for extensions that are not simulated
 */
export function extensionsOfText(text: string, section: string | undefined): readonly Uint8Array[] {
  let current: string | undefined;
  const found: Uint8Array[] = [];
  const sections = new Map<string, string[]>();
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim());
  for (const line of lines) {
    const head = /^\[\s*(\S+)\s*\]$/.exec(line)?.[1];
    if (head !== undefined) current = head;
    else if (line !== '') sections.set(current ?? '', [...(sections.get(current ?? '') ?? []), line]);
  }
  for (const line of sections.get(section ?? '') ?? sections.get('default') ?? [])
    found.push(...extensionOfLine(line, sections));
  return found;
}

/** One extension as `-addext` has it. @throws OpensslError */
export function extensionOfLine(
  line: string,
  sections: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly Uint8Array[] {
  const equals = line.indexOf('=');
  const name = line.slice(0, equals).trim();
  const words = line
    .slice(equals + 1)
    .split(',')
    .map((word) => word.trim());
  const critical = words[0] === 'critical';
  const values = (critical ? words.slice(1) : words).flatMap((word) => expanded(word, sections));
  switch (name) {
    case 'subjectAltName':
      return [alternativeNames(values, critical)];
    case 'basicConstraints':
      return [
        values.some((value) => /^CA:true$/i.test(value)) ? authorityExtension : leafExtension(critical),
      ];
    case 'keyUsage':
      return [keyUsage(...values.map((value) => indexOf(USES, value, name)))];
    case 'extendedKeyUsage':
      return [extendedKeyUsage(...values.map((value) => indexOf(PURPOSES, value, name)))];
    case 'subjectKeyIdentifier':
    case 'authorityKeyIdentifier':
      return []; // they are always there
    default:
      throw new OpensslError(`drydock: the extension ${name} is not simulated`);
  }
}

/** `@alt_names` stands for the lines of a section: `DNS.1 = example.com`. */
function expanded(word: string, sections: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (!word.startsWith('@')) return [word];
  return (sections.get(word.slice(1)) ?? []).map((line) =>
    line.replace(/^(\w+)(?:\.\d+)?\s*=\s*/, (_, kind: string) => `${kind}:`),
  );
}

function indexOf(names: readonly string[], name: string, extension: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw new OpensslError(`drydock: ${name} of ${extension} is not simulated`);
  return index;
}
