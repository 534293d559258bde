import { sameSettings } from './cluster/same-settings';
import type { Listener } from './config/index';

/** How often configurations brought a listener, another one in its place, or none any more. */
export class ListenerChanges {
  added = 0;
  modified = 0;
  removed = 0;

  apply(before: readonly Listener[], after: readonly Listener[]): void {
    if (before === after) return;
    const old = new Map(before.map((listener) => [listener.name, listener]));
    for (const listener of after) {
      const known = old.get(listener.name);
      old.delete(listener.name);
      if (known === undefined) this.added++;
      else if (known !== listener && !sameSettings(known, listener)) this.modified++;
    }
    this.removed += old.size;
  }
}
