import { isStruct, items, type Go } from './go-literal';

/** Constants that stand inside other texts, and what they say. */
const constants: Readonly<Record<string, string>> = {
  'authn_model.SdsCaSuffix': '-cacert',
  'authn_model.SDSDefaultResourceName': 'default',
  'authn_model.SDSRootResourceName': 'ROOTCA',
  'constants.RootCertFilename': 'root-cert.pem',
};

/** Puts the text in for `fmt.Sprintf(...)` of texts, and for constants within longer texts. */
export function spelled(value: Go): Go {
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value === 'string') {
    return value.replace(/\$(\w+\.\w+)/g, (whole, name: string) => constants[name] ?? whole);
  }
  if (!isStruct(value)) return value;
  if (value['$call'] === 'fmt.Sprintf') {
    const [format, ...parts] = items(value['args']);
    if (typeof format === 'string' && parts.every((part) => typeof part === 'string')) {
      let next = 0;
      return format.replaceAll('%s', () => String(parts[next++]));
    }
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, spelled(member)]));
}
