import type { Frame } from '../evaluate/frame';
import { completeCommandLine } from './complete-command';
import { wordsBefore } from './words-before';

/** What Tab can do. */
export interface Completion {
  /** Index in the line where the completed word starts. */
  readonly from: number;
  /** Whole replacements for that word, quoted as needed, sorted. */
  readonly candidates: readonly string[];
  /** What the list shows for each candidate (a path's last part). */
  readonly labels: readonly string[];
}

/** Completes the word under the cursor from the declarations of the command it belongs to. */
export function complete(line: string, cursor: number, frame: Frame): Completion {
  const { words, current, from } = wordsBefore(line.slice(0, cursor));
  const candidates = [...new Set(completeCommandLine(words, current, frame))].sort();
  const quoted = candidates.map((candidate) => quote(candidate));
  return { from, candidates: quoted, labels: candidates.map(label) };
}

function quote(word: string): string {
  const isOpen = /[/=,]$/.test(word);
  if (word.startsWith('$')) return isOpen ? word : `${word} `;
  const escaped = word.replace(/[ '"\\$&|;()<>*?[\]`!#]/g, '\\$&').replace(/^\\#/, '\\#');
  return isOpen ? escaped : `${escaped} `;
}

function label(word: string): string {
  const trimmed = word.endsWith('/') ? word.slice(0, -1) : word;
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1);
  return word.startsWith('-') ? word : name + word.slice(trimmed.length);
}
