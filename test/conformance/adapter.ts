/** Runs one corpus of expectations and counts. A unit that cannot be run is a failure with its reason. */
export interface Adapter {
  /** The name in the report: `istio/analyze`. */
  readonly key: string;
  /** @param corpusDirectory a folder laid out like the corpus */
  run(corpusDirectory: string): AdapterReport | Promise<AdapterReport>;
}

export interface AdapterReport {
  readonly pass: number;
  readonly total: number;
  readonly failures: readonly { readonly id: string; readonly why: string }[];
}
