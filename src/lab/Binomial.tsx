import { useMemo, type ReactNode } from 'react';
import { formatCount, formatPercent } from '../ui/format';
import { useLocale } from '../ui/use-locale';
import styles from './Binomial.module.css';
import { atLeast, binomial } from './binomial-distribution';
import { words } from './words';

interface BinomialProps {
  /** Requests sent. */
  readonly n: number;
  /** Weight of the version, percent. */
  readonly percent: number;
  /** Hits that were seen. */
  readonly seen: number;
}

const WIDTH = 480;
const HEIGHT = 96;
const BASE = HEIGHT - 16;

/** How far chance alone carries a share: the exact distribution, the band of 95 %, and what was seen. */
export function Binomial({ n, percent, seen }: BinomialProps): ReactNode {
  const locale = useLocale();
  const chance = useMemo(() => binomial(n, percent), [n, percent]);
  const from = Math.max(0, chance.low - Math.ceil((chance.high - chance.low) / 2) - 1);
  const to = Math.min(n, Math.max(seen, chance.high + Math.ceil((chance.high - chance.low) / 2) + 1));
  const bars = chance.probabilities.slice(from, to + 1);
  const tallest = Math.max(...bars);
  const step = WIDTH / bars.length;
  const band = words.binomialBand({
    percent: formatPercent(percent),
    n: formatCount(n, locale),
    low: formatCount(chance.low, locale),
    high: formatCount(chance.high, locale),
  });
  const tail = words.binomialSeen({
    seen: formatCount(seen, locale),
    chance: formatPercent(100 * atLeast(chance, seen)),
  });
  const every = Math.ceil(bars.length / 16);
  return (
    <figure className={styles.binomial}>
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="img" aria-label={`${band} ${tail}`}>
        {bars.map((probability, index) => {
          const count = from + index;
          const height = Math.max(1, (probability / tallest) * (BASE - 4));
          const place =
            count === seen ? styles.seen : count < chance.low || count > chance.high ? styles.out : styles.in;
          return (
            <g key={count}>
              <rect
                x={index * step + 1}
                y={BASE - height}
                width={Math.max(1, step - 2)}
                height={height}
                className={place}
              />
              {(index % every === 0 || count === seen) && (
                <text x={(index + 0.5) * step} y={HEIGHT - 3} className={styles.count}>
                  {count}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption>
        {band} {tail}
      </figcaption>
    </figure>
  );
}
