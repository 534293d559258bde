/** The words of the command being typed, and the unfinished one. */
export interface WordsBefore {
  /** Complete words of this command, without quotes. */
  readonly words: readonly string[];
  /** The word under the cursor so far, without quotes. */
  readonly current: string;
  /** Where that word starts in the text. */
  readonly from: number;
}

/** Cuts what stands before the cursor into the words of its last command. */
export function wordsBefore(text: string): WordsBefore {
  let words: string[] = [];
  let current = '';
  let from = text.length;
  let isInWord = false;
  let at = 0;
  const begin = (): void => {
    if (!isInWord) from = at;
    isInWord = true;
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === ' ' || char === '\t' || '\n;|&()<>`'.includes(char)) {
      if (isInWord) words.push(current);
      current = '';
      isInWord = false;
      if (char !== ' ' && char !== '\t') words = char === '<' || char === '>' ? [...words, char] : [];
      at++;
    } else if (char === '$' && text[at + 1] === '(') {
      words = [];
      current = '';
      isInWord = false;
      at += 2;
    } else if (char === '\\') {
      begin();
      current += text.charAt(at + 1);
      at += 2;
    } else if (char === "'" || char === '"') {
      begin();
      const end = text.indexOf(char, at + 1);
      const inner = text.slice(at + 1, end < 0 ? undefined : end);
      if (char === '"' && end < 0 && inner.includes('$(')) return shifted(inner, text);
      current += inner;
      at = end < 0 ? text.length : end + 1;
    } else {
      begin();
      current += char;
      at++;
    }
  }
  return { words: withoutAssignments(words), current, from: isInWord ? from : text.length };
}

/** A substitution inside an open double quote is a command line of its own. */
function shifted(inner: string, text: string): WordsBefore {
  const start = text.length - inner.length + inner.lastIndexOf('$(') + 2;
  const nested = wordsBefore(text.slice(start));
  return { ...nested, from: nested.from + start };
}

/** `A=1 do kubectl` is the command `kubectl`. */
function withoutAssignments(words: readonly string[]): readonly string[] {
  let first = 0;
  while (
    first < words.length &&
    /^(?:[A-Za-z_]\w*=.*|do|then|else|if|while|until|!|\{|time)$/.test(words[first] ?? '')
  )
    first++;
  return words.slice(first);
}
