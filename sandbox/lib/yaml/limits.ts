/** What one text may contain. Everything beyond ends in a clear message, never in a stuck page. */
export const YAML_LIMITS = {
  bytes: 256 * 1024,
  depth: 64,
  aliases: 100,
  documents: 500,
  /** Nodes after aliases are written out: an alias bomb stays small until somebody prints it. */
  expandedNodes: 100_000,
} as const;
