/** An HTTP filter of a connection manager; `typedConfig` is read by the filter folder of that name. */
export interface HttpFilter {
  readonly name: string;
  readonly typedConfig?: Readonly<Record<string, unknown>>;
}
