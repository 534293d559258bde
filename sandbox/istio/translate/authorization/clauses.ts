/** How the matchers of one side of a rule combine; permissions and principals have the same shape. */
export interface Algebra<Matcher> {
  readonly any: Matcher;
  readonly and: (matchers: readonly Matcher[]) => Matcher;
  readonly or: (matchers: readonly Matcher[]) => Matcher;
  readonly not: (matcher: Matcher) => Matcher;
}

/** Values a rule asks for, and values it excludes. */
export interface Clause<Matcher> {
  readonly values: readonly string[];
  readonly notValues: readonly string[];
  readonly matching: Matching<Matcher>;
}

/** Makes matchers of values, one by one or of all at once; undefined = this filter cannot look at that. */
export type Matching<Matcher> =
  | { readonly each: (value: string) => Matcher | undefined }
  | { readonly all: (values: readonly string[]) => Matcher | undefined };

/**
 * All clauses at once; none at all matches everything.
 * @param strict a clause that cannot be expressed makes the whole undefined, else it is left out
 */
export function conjunction<Matcher>(
  clauses: readonly Clause<Matcher>[],
  algebra: Algebra<Matcher>,
  strict: boolean,
): Matcher | undefined {
  const matchers: Matcher[] = [];
  for (const { values, notValues, matching } of clauses) {
    const wanted = disjunction(values, matching, algebra, strict);
    const excluded = disjunction(notValues, matching, algebra, strict);
    if (wanted === 'impossible' || excluded === 'impossible') return undefined;
    if (wanted !== undefined) matchers.push(wanted);
    if (excluded !== undefined) matchers.push(algebra.not(excluded));
  }
  return algebra.and(matchers.length > 0 ? matchers : [algebra.any]);
}

function disjunction<Matcher>(
  values: readonly string[],
  matching: Matching<Matcher>,
  algebra: Algebra<Matcher>,
  strict: boolean,
): Matcher | 'impossible' | undefined {
  if (values.length === 0) return undefined;
  if ('all' in matching) return matching.all(values) ?? (strict ? 'impossible' : undefined);
  const found = values.flatMap((value) => matching.each(value) ?? []);
  if (strict && found.length < values.length) return 'impossible';
  return found.length > 0 ? algebra.or(found) : undefined;
}
