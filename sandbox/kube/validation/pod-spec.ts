import type { FieldError } from '../kind';
import { records, string } from '../read';

const CONTAINER_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Checks the containers of a pod or template. @param path `spec` or `spec.template.spec` */
export function validatePodSpec(
  spec: Readonly<Record<string, unknown>>,
  path: string,
): readonly FieldError[] {
  const containers = records(spec['containers']);
  if (containers.length === 0) return [{ path: `${path}.containers`, message: 'Required value' }];
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const [index, container] of containers.entries()) {
    const at = `${path}.containers[${String(index)}]`;
    const name = string(container['name']);
    if (name === '') errors.push({ path: `${at}.name`, message: 'Required value' });
    else if (!CONTAINER_NAME.test(name)) errors.push({ path: `${at}.name`, message: invalidLabel(name) });
    else if (seen.has(name))
      errors.push({ path: `${at}.name`, message: `Duplicate value: ${JSON.stringify(name)}` });
    seen.add(name);
    if (string(container['image']) === '') errors.push({ path: `${at}.image`, message: 'Required value' });
    for (const [portIndex, port] of records(container['ports']).entries())
      errors.push(...validatePort(port['containerPort'], `${at}.ports[${String(portIndex)}].containerPort`));
  }
  return errors;
}

/** Checks that a port is there and between 1 and 65535. */
export function validatePort(port: unknown, path: string): readonly FieldError[] {
  if (port === undefined) return [{ path, message: 'Required value' }];
  if (typeof port !== 'number' || (port >= 1 && port <= 65_535)) return [];
  return [{ path, message: `Invalid value: ${String(port)}: must be between 1 and 65535, inclusive` }];
}

function invalidLabel(name: string): string {
  return `Invalid value: ${JSON.stringify(name)}: a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`;
}
