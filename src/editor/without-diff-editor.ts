/** Stands in for Monaco's editor of differences, whose class its entry extends and no page makes. */
export function DiffEditorWidget(): never {
  throw new Error('The editor of differences is not part of this site (src/site/bundler-plugin.ts).');
}

/** Stands in for the editor of differences of several files. */
export const MultiDiffEditorWidget = DiffEditorWidget;
