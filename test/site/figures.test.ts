import { describe, expect, it } from 'vitest';
import { figures } from '../../src/site/figures';

describe('the numbers on the landing page', () => {
  it('are a measurement: most of a large number of expectations, a start within seconds, a size', () => {
    const { conformance, startUpMs, simulatorKb } = figures;
    expect(conformance.total).toBeGreaterThan(5000);
    expect(conformance.pass / conformance.total).toBeGreaterThan(0.5);
    expect(conformance.pass).toBeLessThanOrEqual(conformance.total);
    for (const figure of [startUpMs, simulatorKb]) {
      expect(Number.isInteger(figure)).toBe(true);
      expect(figure).toBeGreaterThan(10);
    }
  });
});
