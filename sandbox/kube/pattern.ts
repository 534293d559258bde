const compiled = new Map<string, RegExp>();

/** A schema's own regular expression; only declarations bring these, never a learner. */
export function compilePattern(source: string): RegExp {
  let pattern = compiled.get(source);
  if (!pattern) {
    pattern = new RegExp(source, 'u');
    compiled.set(source, pattern);
  }
  return pattern;
}
