import type { ReactNode } from 'react';
import type { DecisionStep } from '../../sandbox/index';
import styles from './Inspect.module.css';
import { OriginLink } from './OriginLink';
import { words } from './words';

/** One decision: what was chosen, why, which line caused it, and what was passed over with the reasons. */
export function StepLine({ step }: { readonly step: DecisionStep }): ReactNode {
  const values = Object.entries(step.values ?? {});
  return (
    <li className={styles.step}>
      <span className={styles.kind}>{words.step[step.step]}</span>
      <div>
        <p className={styles.sentence}>
          {step.summary} {step.origin && <OriginLink origin={step.origin} />}
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
                  <code>{choice.name}</code> {choice.reason}
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
