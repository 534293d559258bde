/** What can be in a {@link LinkedList}: it knows its neighbours while it is. */
export interface Linked<Member> {
  older: Member | undefined;
  newer: Member | undefined;
}

/** Members in the order they came. They come and go without a search, and nothing is allocated for it. */
export class LinkedList<Member extends Linked<Member>> {
  #oldest: Member | undefined;
  #newest: Member | undefined;

  get isEmpty(): boolean {
    return this.#oldest === undefined;
  }

  has(member: Member): boolean {
    return member.older !== undefined || this.#oldest === member;
  }

  /** Takes in what is in no list. */
  add(member: Member): void {
    member.older = this.#newest;
    if (this.#newest === undefined) this.#oldest = member;
    else this.#newest.newer = member;
    this.#newest = member;
  }

  /** Of what is not in the list nothing becomes. */
  delete(member: Member): void {
    if (!this.has(member)) return;
    const { older, newer } = member;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    member.older = member.newer = undefined;
  }

  *[Symbol.iterator](): Generator<Member> {
    for (let member = this.#oldest; member !== undefined; member = member.newer) yield member;
  }
}
