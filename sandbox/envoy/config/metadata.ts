/** envoy.config.core.v3.Metadata: what a cluster or an endpoint says to filters, by their names. */
export interface Metadata {
  readonly filterMetadata: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
