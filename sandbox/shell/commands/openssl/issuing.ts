import type { CommandContext } from '../../command';
import { OpensslError } from './subcommand';

const DAY_MS = 86_400_000;

/** The size of an RSA key, as far as they are made here: 512 to 4096 bits in steps of 16. @throws OpensslError */
export function rsaBits(subcommand: string, text = '2048'): number {
  return Math.min(4096, Math.max(512, Math.ceil(readNumber(subcommand, text) / 16) * 16));
}

/** From now for so many days; 30 unless told. @throws OpensslError */
export function validity(
  subcommand: string,
  days: string | undefined,
  { world }: CommandContext,
): { readonly notBeforeMs: number; readonly notAfterMs: number } {
  const notBeforeMs = world.now();
  return { notBeforeMs, notAfterMs: notBeforeMs + readNumber(subcommand, days ?? '30') * DAY_MS };
}

/** What `-set_serial` says, else 158 random bits. */
export function serialNumber(text: string | undefined, { world }: CommandContext): bigint {
  if (text !== undefined && /^(0x[0-9a-f]+|\d+)$/i.test(text)) return BigInt(text);
  return BigInt(`0x3${world.random.hex(39)}`);
}

/** @throws OpensslError */
export function readNumber(subcommand: string, text: string): number {
  if (/^(0x[0-9a-f]+|\d+)$/i.test(text)) return Number(text);
  throw new OpensslError(`${subcommand}: Can't parse "${text}" as a number`);
}
