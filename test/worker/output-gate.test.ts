import { describe, expect, it } from 'vitest';
import { OutputGate } from '../../sandbox/hosts/worker/output-gate';

describe('OutputGate', () => {
  it('hands out everything in order, once', () => {
    const gate = new OutputGate();
    gate.write('a');
    gate.write('b');
    expect([gate.take(), gate.take()]).toEqual(['ab', '']);
  });

  it('closes when the page does not read, and opens again when it has', () => {
    const gate = new OutputGate();
    gate.write('y'.repeat(64 * 1024));
    expect(gate.open).toBe(false);
    const sent = gate.take();
    gate.write('more');
    expect([gate.open, gate.take()]).toEqual([false, '']);
    gate.acknowledge(sent.length);
    expect([gate.open, gate.take()]).toEqual([true, 'more']);
  });
});
