import { isRecord, sameJson } from '../../../../kube/index';
import { KubectlError } from '../failure';

const REFUSED = 'The request is invalid: the server rejected our request due to an error in our request';

/** Applies a JSON patch (RFC 6902). @throws KubectlError in the server's words when an operation does not fit */
export function applyJsonPatch(object: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch))
    throw new KubectlError(
      'Error from server (BadRequest): error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  const root = { value: structuredCopy(object) };
  for (const operation of patch as readonly unknown[]) {
    if (!isRecord(operation)) throw new KubectlError(REFUSED);
    applyOperation(root, operation);
  }
  return root.value;
}

function applyOperation(root: { value: unknown }, operation: Readonly<Record<string, unknown>>): void {
  const path = pointer(operation['path']);
  switch (operation['op']) {
    case 'add':
      write(root, path, operation['value'], true);
      return;
    case 'replace':
      read(root, path);
      write(root, path, operation['value'], false);
      return;
    case 'remove':
      remove(root, path);
      return;
    case 'test':
      if (!sameJson(read(root, path), operation['value'])) throw new KubectlError(REFUSED);
      return;
    case 'move':
    case 'copy': {
      const from = pointer(operation['from']);
      const value = structuredCopy(read(root, from));
      if (operation['op'] === 'move') remove(root, from);
      write(root, path, value, true);
      return;
    }
    default:
      throw new KubectlError(REFUSED);
  }
}

function pointer(path: unknown): readonly string[] {
  if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) throw new KubectlError(REFUSED);
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function parentOf(root: { value: unknown }, path: readonly string[]): unknown {
  return read(root, path.slice(0, -1));
}

function read(root: { value: unknown }, path: readonly string[]): unknown {
  let value = root.value;
  for (const step of path) {
    if (Array.isArray(value)) value = (value as unknown[])[index(step, value.length - 1)];
    else if (isRecord(value) && Object.hasOwn(value, step)) value = value[step];
    else throw new KubectlError(REFUSED);
  }
  return value;
}

function write(root: { value: unknown }, path: readonly string[], value: unknown, insert: boolean): void {
  const last = path.at(-1);
  if (last === undefined) {
    root.value = value;
    return;
  }
  const parent = parentOf(root, path);
  if (Array.isArray(parent)) {
    const at = last === '-' ? parent.length : index(last, insert ? parent.length : parent.length - 1);
    parent.splice(at, insert ? 0 : 1, value);
  } else if (isRecord(parent)) {
    Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
  } else throw new KubectlError(REFUSED);
}

function remove(root: { value: unknown }, path: readonly string[]): void {
  read(root, path);
  const last = path.at(-1) ?? '';
  const parent = parentOf(root, path);
  if (Array.isArray(parent)) parent.splice(index(last, parent.length - 1), 1);
  else if (isRecord(parent)) Reflect.deleteProperty(parent, last);
}

function index(step: string, most: number): number {
  if (!/^\d+$/.test(step) || Number(step) > most) throw new KubectlError(REFUSED);
  return Number(step);
}

function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, structuredCopy(member)]));
}
