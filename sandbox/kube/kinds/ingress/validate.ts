import type { FieldError } from '../../kind';
import type { KubeObject } from '../../object';
import { at, records, string } from '../../read';

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

/** Checks rules, paths and backends. Words: k8s.io/kubernetes pkg/apis/networking/validation. */
export function validateIngress(object: KubeObject): readonly FieldError[] {
  const rules = records(at(object.spec, 'rules'));
  const fallback = at(object.spec, 'defaultBackend');
  if (rules.length === 0 && fallback === undefined)
    return [
      {
        path: 'spec',
        message: 'Invalid value: null: either `defaultBackend` or `rules` must be specified',
      },
    ];
  return [
    ...(fallback === undefined ? [] : backendErrors(fallback, 'spec.defaultBackend')),
    ...rules.flatMap((rule, index) => ruleErrors(rule, `spec.rules[${String(index)}]`)),
  ];
}

function ruleErrors(rule: Readonly<Record<string, unknown>>, path: string): readonly FieldError[] {
  const host = string(rule['host']);
  const errors: FieldError[] = [];
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host))
    errors.push({
      path: `${path}.host`,
      message: `Invalid value: ${JSON.stringify(host)}: must be a DNS name, not an IP address`,
    });
  if (rule['http'] === undefined) return errors;
  const paths = records(at(rule['http'], 'paths'));
  if (paths.length === 0) errors.push({ path: `${path}.http.paths`, message: 'Required value' });
  paths.forEach((entry, index) => {
    errors.push(...pathErrors(entry, `${path}.http.paths[${String(index)}]`));
  });
  return errors;
}

function pathErrors(entry: Readonly<Record<string, unknown>>, path: string): readonly FieldError[] {
  const type = string(entry['pathType']);
  const errors: FieldError[] = [];
  if (type === '')
    errors.push({ path: `${path}.pathType`, message: 'Required value: pathType must be specified' });
  else if (!PATH_TYPES.includes(type)) {
    const words = PATH_TYPES.map((word) => JSON.stringify(word)).join(', ');
    errors.push({
      path: `${path}.pathType`,
      message: `Unsupported value: ${JSON.stringify(type)}: supported values: ${words}`,
    });
  } else errors.push(...textErrors(string(entry['path']), type, `${path}.path`));
  return [...errors, ...backendErrors(entry['backend'], `${path}.backend`)];
}

function textErrors(text: string, type: string, path: string): readonly FieldError[] {
  const invalid = (why: string): readonly FieldError[] => [
    { path, message: `Invalid value: ${JSON.stringify(text)}: ${why}` },
  ];
  if (type === 'ImplementationSpecific') {
    return text === '' || text.startsWith('/') ? [] : invalid('must be an absolute path');
  }
  if (!text.startsWith('/')) return invalid('must be an absolute path');
  for (const part of ['//', '/./', '/../', '%2f', '%2F']) {
    if (text.includes(part)) return invalid(`must not contain '${part}'`);
  }
  for (const end of ['/..', '/.']) if (text.endsWith(end)) return invalid(`cannot end with '${end}'`);
  return [];
}

function backendErrors(backend: unknown, path: string): readonly FieldError[] {
  const service = at(backend, 'service');
  const resource = at(backend, 'resource');
  if (service !== undefined && resource !== undefined)
    return [{ path, message: 'Invalid value: "": cannot set both resource and service backends' }];
  if (resource !== undefined) return [];
  if (service === undefined)
    return [{ path, message: 'Required value: resource or service backend is required' }];
  const errors: FieldError[] = [];
  if (string(at(service, 'name')) === '')
    errors.push({ path: `${path}.service.name`, message: 'Required value' });
  const name = string(at(service, 'port', 'name'));
  const number = at(service, 'port', 'number');
  const hasNumber = number !== undefined && number !== 0;
  if (name !== '' && hasNumber)
    errors.push({ path, message: 'Invalid value: "": cannot set both port name & port number' });
  else if (name === '' && !hasNumber)
    errors.push({ path, message: 'Required value: port name or number is required' });
  return errors;
}
