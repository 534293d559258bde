import { describe, expect, it } from 'vitest';
import { Pacer, type PacedClock } from '../../sandbox/hosts/worker/pacer';
import { Kernel } from '../../sandbox/sim/index';

/** A world whose every event costs real time, and the real clock it runs against. */
function bench(eventCostMs: number) {
  const kernel = new Kernel();
  const real = { ms: 0 };
  const world: PacedClock = {
    nowMs: () => kernel.nowMs,
    runUntil: (ms, limits) => kernel.runUntil(ms * 1000, limits),
  };
  const every = (periodUs: number): void => {
    kernel.schedule(periodUs, () => {
      real.ms += eventCostMs;
      every(periodUs);
    });
  };
  return { kernel, real, world, every, pacer: new Pacer(world, () => real.ms) };
}

const always = (): boolean => true;

describe('Pacer', () => {
  it.each([
    [1, 100],
    [4, 400],
    [16, 1600],
  ])('at %d× lets %d virtual milliseconds pass in 100 real ones', (speed, expected) => {
    const { real, world, pacer } = bench(0);
    pacer.speed = speed;
    for (let i = 0; i < 10; i++) {
      real.ms += 10;
      expect(pacer.slice(always)).toBe('level');
    }
    expect(world.nowMs()).toBe(expected);
  });

  it('stands still while paused, and does not make up for the pause', () => {
    const { real, world, pacer } = bench(0);
    pacer.paused = true;
    for (let i = 0; i < 20; i++) {
      real.ms += 100;
      pacer.slice(always);
    }
    pacer.paused = false;
    real.ms += 10;
    pacer.slice(always);
    expect(world.nowMs()).toBe(10);
  });

  it('goes slower instead of freezing when events cost more than they may', () => {
    const { real, world, pacer, every } = bench(0.05);
    every(1); // a million events per virtual second: never done in time
    real.ms += 16;
    const before = real.ms;
    expect(pacer.slice(always)).toBe('behind');
    expect(real.ms - before).toBeLessThan(50);
    expect(world.nowMs()).toBeGreaterThan(0);
    expect(world.nowMs()).toBeLessThan(16);
  });

  it('does not rush through the time a sleeping tab missed', () => {
    const { real, world, pacer } = bench(0);
    real.ms += 3_600_000;
    pacer.slice(always);
    expect(world.nowMs()).toBe(250);
  });

  it('waits for a reader that is behind', () => {
    const { real, world, pacer, every } = bench(0);
    every(1000);
    real.ms += 100;
    expect(pacer.slice(() => false)).toBe('behind');
    expect(world.nowMs()).toBe(0);
  });

  it('goes on from where a verb left the clock', () => {
    const { real, world, pacer, kernel } = bench(0);
    kernel.runUntil(5_000_000);
    real.ms += 10;
    pacer.slice(always);
    expect(world.nowMs()).toBe(5010);
  });
});
