import type { Severity } from '../../sandbox/index';

/** What a page says about a message, in one language. Parts between backticks are code. */
export interface Explanation {
  readonly means: string;
  /** What happens in the mesh, and what a request then gets. */
  readonly effect: string;
  readonly mend: string;
}

/** A manifest with what the commands that judge it printed. */
export interface Judged {
  readonly text: string;
  readonly output: string;
}

/** A message that an analyzer can raise, with its example. */
export interface ExplainedMessage {
  readonly code: string;
  /** Istio's name for it: `ReferencedResourceNotFound`. */
  readonly name: string;
  readonly severity: Severity;
  /** Its text with Go's verbs where names and values come. */
  readonly template: string;
  /** The commands that judge the example, in order. */
  readonly run: readonly string[];
  readonly example: Judged;
  readonly mended: Judged;
  /** By locale. */
  readonly texts: Readonly<Record<string, Explanation>>;
}

/** A message as its page shows it, in the reader's language. */
export type MessageData = Omit<ExplainedMessage, 'texts'> & Explanation;

/** What the list and every page are given: all of them together are smaller than one chunk for each. */
export interface Messages {
  /** By code. */
  readonly explained: readonly MessageData[];
  /** Messages that no analyzer raises here: they need a live cluster, or several. */
  readonly others: readonly { readonly code: string; readonly name: string }[];
}

/** The first sentence of an explanation: its line in the list. */
export function firstSentence(text: string): string {
  return /^.*?(?:。|[.!?](?=\s|$))/.exec(text)?.[0] ?? text;
}
