/**
 * Tells the page's own writes from changes made in the terminal. The worker reports every changed file, also those
 * the page wrote, and the report of an older write may arrive after a newer one was sent.
 */
export class FileEcho {
  readonly #sent = new Map<string, string[]>();

  sent(path: string, text: string): void {
    const texts = this.#sent.get(path) ?? [];
    texts.push(text);
    this.#sent.set(path, texts);
  }

  /** True when the reported text is one the page wrote itself. */
  isOwn(path: string, text: string | undefined): boolean {
    const texts = this.#sent.get(path);
    if (texts === undefined || text === undefined) return false;
    const index = texts.lastIndexOf(text);
    if (index < 0) return false;
    texts.splice(0, index + 1);
    if (texts.length === 0) this.#sent.delete(path);
    return true;
  }

  /** True while a write is under way: what the worker reports of that file is out of date. */
  awaits(path: string): boolean {
    return this.#sent.has(path);
  }
}
