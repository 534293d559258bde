/** Why the statements that follow are not run: somebody asked to leave. */
export type Flow =
  | { readonly is: 'break' | 'continue'; levels: number }
  | { readonly is: 'return' }
  /** Ends the shell (or the subshell). */
  | { readonly is: 'exit' }
  /** Gives up the rest of the line, as bash does after an expansion error. */
  | { readonly is: 'abort' };
