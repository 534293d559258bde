import { afterEach, describe, expect, it } from 'vitest';
import { Watchdog } from '../../src/world/watchdog';

describe('Watchdog', () => {
  let now = 0;
  let barks = 0;
  const dog = new Watchdog(
    () => barks++,
    () => now,
  );
  dog.stop(); // the test looks by hand
  const pass = (seconds: number, beats: boolean): void => {
    for (let i = 0; i < seconds; i++) {
      now += 1000;
      if (beats) dog.beat();
      dog.look();
    }
  };
  afterEach(() => {
    barks = 0;
    dog.beat();
  });

  it('is quiet while the worker lives', () => {
    pass(60, true);
    expect(barks).toBe(0);
  });

  it('barks once after five silent seconds, and again after five more', () => {
    pass(5, false);
    expect(barks).toBe(0);
    pass(1, false);
    expect(barks).toBe(1);
    pass(6, false);
    expect(barks).toBe(2);
  });

  it('does not blame the worker when the page itself slept', () => {
    now += 3_600_000;
    dog.look();
    pass(4, false);
    expect(barks).toBe(0);
  });
});
