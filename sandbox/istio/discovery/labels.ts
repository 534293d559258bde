export type Labels = Readonly<Record<string, string>>;

/** True when every label of `selector` stands in `labels` with the same value; an empty selector selects all. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

/** True when the selector names at least one label. */
export function isSelective(selector: Labels | undefined): boolean {
  for (const key in selector) if (selector[key] !== undefined) return true;
  return false;
}
