import measured from './figures.json';

/** Numbers the landing page shows; written by `drydock bench --figures`, never by hand. */
export interface Figures {
  readonly conformance: { readonly pass: number; readonly total: number };
  /** A new process's first world until its first request is answered, in milliseconds. */
  readonly startUpMs: number;
  /** The simulator's worker, compressed, in kilobytes. */
  readonly simulatorKb: number;
}

/** The last measurement. */
export const figures: Figures = measured;
