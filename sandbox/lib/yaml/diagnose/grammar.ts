import { Problem, type Mark, type TokenType } from './mark';
import { Scanner } from './scanner';

/** The first complaint about a text's first document, as libyaml would make it, or where that document ends. */
export function judge(text: string): Problem | { readonly end: number } {
  try {
    return { end: new Grammar(new Scanner(text)).document() };
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** Follows the grammar of a document; builds nothing. */
class Grammar {
  constructor(private readonly scanner: Scanner) {}

  /** Where what follows the document begins; nobody reads it, whatever it is. */
  document(): number {
    this.#skipMarkers();
    if (!this.#is('stream-end')) this.#node(true, false);
    return this.scanner.peek().mark.offset;
  }

  #skipMarkers(): void {
    while (this.#is('directive', 'document-start', 'document-end')) this.scanner.next();
  }

  #is(...types: readonly TokenType[]): boolean {
    return types.includes(this.scanner.peek().type);
  }

  #unexpected(text: string, context?: Mark): Problem {
    return new Problem(text, this.scanner.peek().mark, 'parser', context);
  }

  #node(block: boolean, indentless: boolean): void {
    const start = this.scanner.peek().mark;
    if (this.#is('alias')) {
      this.scanner.next();
      return;
    }
    let decorated = false;
    while (this.#is('anchor', 'tag')) {
      this.scanner.next();
      decorated = true;
    }
    if (indentless && this.#is('block-entry')) this.#indentlessSequence();
    else if (this.#is('scalar')) this.scanner.next();
    else if (this.#is('flow-sequence-start'))
      this.#flow('flow-sequence-end', "did not find expected ',' or ']'");
    else if (this.#is('flow-mapping-start'))
      this.#flow('flow-mapping-end', "did not find expected ',' or '}'");
    else if (block && this.#is('block-sequence-start')) this.#blockSequence();
    else if (block && this.#is('block-mapping-start')) this.#blockMapping();
    else if (!decorated) throw this.#unexpected('did not find expected node content', start);
  }

  #blockSequence(): void {
    const start = this.scanner.next().mark;
    while (this.#is('block-entry')) {
      this.scanner.next();
      if (!this.#is('block-entry', 'block-end')) this.#node(true, false);
    }
    if (!this.#is('block-end')) throw this.#unexpected("did not find expected '-' indicator", start);
    this.scanner.next();
  }

  #indentlessSequence(): void {
    while (this.#is('block-entry')) {
      this.scanner.next();
      if (!this.#is('block-entry', 'key', 'value', 'block-end')) this.#node(true, false);
    }
  }

  #blockMapping(): void {
    const start = this.scanner.next().mark;
    while (this.#is('key')) {
      this.scanner.next();
      if (!this.#is('key', 'value', 'block-end')) this.#node(true, true);
      if (!this.#is('value')) continue;
      this.scanner.next();
      if (!this.#is('key', 'value', 'block-end')) this.#node(true, true);
    }
    if (!this.#is('block-end')) throw this.#unexpected('did not find expected key', start);
    this.scanner.next();
  }

  #flow(end: TokenType, missing: string): void {
    const start = this.scanner.next().mark;
    for (let first = true; !this.#is(end); first = false) {
      if (!first) {
        if (!this.#is('flow-entry')) throw this.#unexpected(missing, start);
        this.scanner.next();
        if (this.#is(end)) break;
      }
      this.#flowPair(end);
    }
    this.scanner.next();
  }

  #flowPair(end: TokenType): void {
    const hasKey = this.#is('key');
    if (hasKey) this.scanner.next();
    if (!hasKey || !this.#is('value', 'flow-entry', end)) this.#node(false, false);
    if (!hasKey || !this.#is('value')) return;
    this.scanner.next();
    if (!this.#is('flow-entry', end)) this.#node(false, false);
  }
}
