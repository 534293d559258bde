/** Esc and then Tab moves focus out of the editor; any other key makes Tab indent again. */
export class EscapeThenTab {
  #leaving = false;

  /** @param setLeaving told when Tab is to move focus */
  constructor(private readonly setLeaving: (leaves: boolean) => void) {}

  key(key: 'escape' | 'tab' | 'other'): void {
    if (key === 'tab' && this.#leaving) return; // focus is about to move
    const leaving = key === 'escape';
    if (leaving === this.#leaving) return;
    this.#leaving = leaving;
    this.setLeaving(leaving);
  }
}
