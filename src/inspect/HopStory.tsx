import clsx from 'clsx';
import type { CSSProperties, ReactNode } from 'react';
import type { ExplainedHop } from '../../sandbox/index';
import { formatDuration } from '../ui/format';
import { FlagBadge } from './FlagBadge';
import styles from './Inspect.module.css';
import { StepLine } from './StepLine';
import { tellingSteps } from './story';
import { words } from './words';

interface HopStoryProps {
  readonly hop: ExplainedHop;
  readonly depth: number;
}

/** One hop: who, what it decided in at most three sentences, the proof behind a disclosure. */
export function HopStory({ hop, depth }: HopStoryProps): ReactNode {
  const telling = tellingSteps(hop);
  const rest = (hop.record?.steps ?? []).filter((step) => !telling.includes(step));
  const failed = hop.status === undefined || hop.status >= 400;
  return (
    <li className={styles.hop} style={{ '--depth': Math.min(depth, 4) } as CSSProperties}>
      <h3 className={styles.who}>
        <strong>{hop.workload}</strong> <span className={styles.role}>{words.direction[hop.direction]}</span>
        <span className={clsx(styles.status, failed ? styles.bad : styles.ok)}>
          {hop.status ?? words.noAnswer}
        </span>
        <FlagBadge flags={hop.flags} />
        <span className={styles.duration}>{formatDuration(hop.durationMs)}</span>
      </h3>
      {telling.length > 0 && (
        <ul className={styles.steps}>
          {telling.map((step, index) => (
            <StepLine key={index} step={step} hop={hop} />
          ))}
        </ul>
      )}
      {rest.length > 0 && (
        <details className={styles.proof}>
          <summary>{words.proof}</summary>
          <ul className={styles.steps}>
            {rest.map((step, index) => (
              <StepLine key={index} step={step} hop={hop} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
