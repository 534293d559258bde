import measured from './figures.json';

/** Numbers the landing page shows; written by a measurement, never by hand. */
export interface Figures {
  readonly conformance: { readonly pass: number; readonly total: number };
  /** From an empty process to the first answered request, milliseconds. */
  readonly startUpMs: number;
  /** The simulator's worker, compressed, in kilobytes. */
  readonly simulatorKb: number;
}

/** The last measurement; undefined before the first. */
export const figures: Figures | undefined = 'conformance' in measured ? (measured as Figures) : undefined;
