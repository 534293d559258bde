/** A place in a text: line and column count from 1, offset from 0 (UTF-16 units). */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of a text; `end` is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A path into a document's value: keys and list indexes from the root. */
export type Path = readonly (string | number)[];

/** Prints a path as Kubernetes does: `spec.http[0].route[1].weight`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${String(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
