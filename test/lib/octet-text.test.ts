import { describe, expect, it } from 'vitest';
import { octetText } from '../../sandbox/lib/octet-text';

describe('bytes as characters', () => {
  it('each byte is the character of its number', () => {
    expect(octetText(Uint8Array.of(0, 0x41, 0x7f, 0x80, 0xff))).toBe('\u0000A\u007f\u0080\u00ff');
  });

  it('as many as a Secret may hold', () => {
    expect(octetText(new Uint8Array(1 << 20).fill(0x2d))).toBe('-'.repeat(1 << 20));
  });
});
