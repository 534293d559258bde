/** A script run in a fresh home, and everything that comes out of it. */
export interface TranscriptRow {
  readonly script: string;
  /** Default: nothing. */
  readonly stdout?: string;
  /** Default: nothing. */
  readonly stderr?: string;
  /** Default: 0. */
  readonly exitCode?: number;
}
