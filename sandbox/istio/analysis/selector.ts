export type Labels = Readonly<Record<string, string>>;

/** Whether labels carry every pair of a selector; an empty selector matches everything. */
export function selectorMatches(selector: Labels, labels: Labels): boolean {
  for (const key in selector) {
    if (!Object.hasOwn(labels, key) || labels[key] !== selector[key]) return false;
  }
  return true;
}

/** `app=reviews,version=v1`, keys sorted, as Kubernetes prints a selector. */
export function printSelector(selector: Labels): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

/** The first key of a printed selector: istioctl names its line. */
export function selectorPath(base: string, selector: Labels): string {
  const [first] = printSelector(selector).split('=');
  return first === undefined || first === '' ? base : `${base}.${first}`;
}
