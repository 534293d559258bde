import type { ReactNode } from 'react';
import type { DecisionStep, ExplainedHop } from '../../sandbox/index';
import { useLocale } from '../ui/use-locale';
import styles from './Inspect.module.css';
import { sentenceOf } from './sentences';
import { OriginLink } from './OriginLink';
import { reasonOf } from './reasons';
import { words } from './words';

interface StepLineProps {
  readonly step: DecisionStep;
  readonly hop: ExplainedHop;
}

/** One decision: what was chosen, why, which line caused it, and what was passed over with the reasons. */
export function StepLine({ step, hop }: StepLineProps): ReactNode {
  const locale = useLocale();
  const values = Object.entries(step.values ?? {});
  return (
    <li className={styles.step}>
      <span className={styles.kind}>{words.step[step.step]}</span>
      <div>
        <p className={styles.sentence} title={step.summary}>
          {sentenceOf(step, hop, locale)} {step.origin && <OriginLink origin={step.origin} />}
        </p>
        {values.length > 0 && (
          <p className={styles.values}>
            {values.map(([name, value]) => `${name} ${String(value)}`).join(' · ')}
          </p>
        )}
        {(step.rejected?.length ?? 0) > 0 && (
          <details className={styles.rejected}>
            <summary>
              {words.passedOver} ({step.rejected?.length})
            </summary>
            <ol>
              {step.rejected?.map((choice, index) => (
                <li key={index}>
                  <code>{choice.name}</code> {reasonOf(choice, locale)}
                  {choice.origin && <OriginLink origin={choice.origin} />}
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
    </li>
  );
}
