/** `spec.http`, or `http` at the root. */
export function fieldPath(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`;
}

/** `spec.http[0]`. */
export function itemPath(parent: string, index: number): string {
  return `${parent}[${String(index)}]`;
}

/** `labels[app]`, as the server prints keys of maps. */
export function keyPath(parent: string, key: string): string {
  return `${parent}[${key}]`;
}
