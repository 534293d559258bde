/** The text being edited and the cursor in it, counted in characters (code points). */
export class LineBuffer {
  #characters: string[] = [];
  #cursor = 0;
  #killed = '';

  get text(): string {
    return this.#characters.join('');
  }

  get cursor(): number {
    return this.#cursor;
  }

  get isAtEnd(): boolean {
    return this.#cursor === this.#characters.length;
  }

  get isEmpty(): boolean {
    return this.#characters.length === 0;
  }

  /** The text before the cursor. */
  get before(): string {
    return this.#characters.slice(0, this.#cursor).join('');
  }

  set(text: string, cursor?: number): void {
    this.#characters = [...text];
    this.#cursor = Math.min(cursor ?? this.#characters.length, this.#characters.length);
  }

  insert(text: string): void {
    const characters = [...text];
    this.#characters.splice(this.#cursor, 0, ...characters);
    this.#cursor += characters.length;
  }

  /** Replaces what stands between an index (UTF-16, in {@link before}) and the cursor. */
  replaceBefore(from: number, text: string): void {
    const start = [...this.before.slice(0, from)].length;
    this.#characters.splice(start, this.#cursor - start, ...text);
    this.#cursor = start + [...text].length;
  }

  move(step: -1 | 1): void {
    this.#cursor = Math.max(0, Math.min(this.#characters.length, this.#cursor + step));
  }

  moveWord(step: -1 | 1): void {
    this.#cursor = this.#wordEdge(step, isWordCharacter);
  }

  /** Start or end of the present line (a pasted text may have several). */
  moveToEdge(edge: 'start' | 'end'): void {
    this.#cursor = this.#lineEdge(edge);
  }

  backspace(): void {
    if (this.#cursor > 0) this.#characters.splice(--this.#cursor, 1);
  }

  delete(): void {
    this.#characters.splice(this.#cursor, 1);
  }

  killTo(edge: 'start' | 'end'): void {
    this.#kill(this.#lineEdge(edge));
  }

  /** Back to white space (Ctrl-W), back by a word, or forward by a word. */
  killWord(kind: 'blank-back' | 'back' | 'forward'): void {
    const accepts = kind === 'blank-back' ? (char: string): boolean => !/\s/.test(char) : isWordCharacter;
    this.#kill(this.#wordEdge(kind === 'forward' ? 1 : -1, accepts));
  }

  yank(): void {
    this.insert(this.#killed);
  }

  transpose(): void {
    if (this.#cursor === 0 || this.#characters.length < 2) return;
    const at = this.isAtEnd ? this.#cursor - 1 : this.#cursor;
    const [left = '', right = ''] = this.#characters.slice(at - 1, at + 1);
    this.#characters.splice(at - 1, 2, right, left);
    this.#cursor = at + 1;
  }

  #kill(edge: number): void {
    const [start, end] = edge < this.#cursor ? [edge, this.#cursor] : [this.#cursor, edge];
    const removed = this.#characters.splice(start, end - start).join('');
    if (removed !== '') this.#killed = removed;
    this.#cursor = start;
  }

  #lineEdge(edge: 'start' | 'end'): number {
    let at = this.#cursor;
    if (edge === 'start') while (at > 0 && this.#characters[at - 1] !== '\n') at--;
    else while (at < this.#characters.length && this.#characters[at] !== '\n') at++;
    return at;
  }

  #wordEdge(step: -1 | 1, accepts: (char: string) => boolean): number {
    let at = this.#cursor;
    const next = (): string | undefined => this.#characters[step < 0 ? at - 1 : at];
    for (let char = next(); char !== undefined && !accepts(char); char = next()) at += step;
    for (let char = next(); char !== undefined && accepts(char); char = next()) at += step;
    return at;
  }
}

function isWordCharacter(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}
