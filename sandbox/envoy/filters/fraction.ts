/** type.v3.FractionalPercent with its denominator as a number. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

const denominators: Readonly<Record<string, number>> = {
  HUNDRED: 100,
  TEN_THOUSAND: 10_000,
  MILLION: 1_000_000,
};

/** Reads a FractionalPercent; absent means never, as protobuf's default numerator is 0. */
export function parseFraction(value: unknown): Fraction {
  const { numerator = 0, denominator = 'HUNDRED' } = (value ?? {}) as {
    readonly numerator?: number;
    readonly denominator?: string;
  };
  return { numerator, denominator: denominators[denominator] ?? 100 };
}
