/** One step of a JSON path. */
export type PathStep =
  | { readonly is: 'root' }
  | { readonly is: 'field'; readonly name: string }
  | { readonly is: 'index'; readonly index: number }
  | { readonly is: 'slice'; readonly from?: number; readonly to?: number; readonly step: number }
  | { readonly is: 'wildcard' }
  | { readonly is: 'descend' }
  | { readonly is: 'union'; readonly steps: readonly PathStep[] }
  | {
      readonly is: 'filter';
      readonly left: FilterOperand;
      readonly operator: string;
      readonly right: FilterOperand;
    };

export type FilterOperand =
  | { readonly is: 'value'; readonly value: string | number | boolean }
  | { readonly is: 'path'; readonly steps: readonly PathStep[] };

/** A path that cannot be read or does not fit the object. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
  constructor(
    message: string,
    /** The template itself is wrong, whatever the object. */
    readonly parsing = false,
  ) {
    super(message);
  }
}

/** The values a path leads to. A missing field simply yields nothing. */
export function evaluatePath(steps: readonly PathStep[], value: unknown, root: unknown): readonly unknown[] {
  let values: readonly unknown[] = [value];
  for (const step of steps) values = values.flatMap((current) => take(step, current, root));
  return values;
}

function take(step: PathStep, value: unknown, root: unknown): readonly unknown[] {
  switch (step.is) {
    case 'root':
      return [root];
    case 'field':
      return fieldOf(value, step.name);
    case 'index':
      return indexOf(value, step.index);
    case 'slice':
      return sliceOf(value, step);
    case 'wildcard':
      return childrenOf(value);
    case 'descend':
      return [value, ...descendants(value)];
    case 'union':
      return step.steps.flatMap((inner) => take(inner, value, root));
    case 'filter':
      return childrenOf(value).filter((item) => matches(step, item, root));
  }
}

function fieldOf(value: unknown, name: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const member = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  return member === undefined ? [] : [member];
}

function indexOf(value: unknown, index: number): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new JsonPathError(`${JSON.stringify(value)} is not array or slice`);
  const at = index < 0 ? value.length + index : index;
  if (at < 0 || at >= value.length)
    throw new JsonPathError(
      `array index out of bounds: index ${String(index)}, length ${String(value.length)}`,
    );
  return [value[at]];
}

function sliceOf(value: unknown, slice: Extract<PathStep, { is: 'slice' }>): readonly unknown[] {
  if (!Array.isArray(value)) return [];
  const items = value as readonly unknown[];
  const from = bound(slice.from ?? 0, items.length);
  const to = bound(slice.to ?? items.length, items.length);
  return items.slice(from, to).filter((_item, position) => position % slice.step === 0);
}

function bound(index: number, length: number): number {
  return Math.min(length, Math.max(0, index < 0 ? length + index : index));
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value)
    .sort()
    .map((key) => (value as Readonly<Record<string, unknown>>)[key]);
}

function descendants(value: unknown): readonly unknown[] {
  return childrenOf(value)
    .filter((child) => typeof child === 'object' && child !== null)
    .flatMap((child) => [child, ...descendants(child)]);
}

function matches(filter: Extract<PathStep, { is: 'filter' }>, item: unknown, root: unknown): boolean {
  const left = operandValue(filter.left, item, root);
  if (filter.operator === 'exists') return left !== undefined;
  const right = operandValue(filter.right, item, root);
  if (left === undefined || right === undefined) return false;
  switch (filter.operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function operandValue(
  operand: FilterOperand,
  item: unknown,
  root: unknown,
): string | number | boolean | undefined {
  if (operand.is === 'value') return operand.value;
  const [value] = evaluatePath(operand.steps, item, root);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}
