import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { CheckResult } from '../../sandbox/index';
import { formatCount, formatPercent } from '../ui/format';
import { Icon } from '../ui/Icon';
import { useLocale } from '../ui/use-locale';
import { useStore } from '../world/use-store';
import styles from './Check.module.css';
import { useChecks } from './CheckProvider';
import { words } from './words';

interface CheckProps {
  /** Id of the check in the lab. */
  readonly id: string;
  /** What must come true, in a sentence. */
  readonly children?: ReactNode;
}

/** Ticks by itself while the learner works, and shows the numbers behind the verdict. */
export function Check({ id, children }: CheckProps): ReactNode {
  const board = useChecks();
  const result = useStore(board, (state) => state.results[id]);
  const running = useStore(board, (state) => state.running === id);
  const passed = result?.passed === true;
  return (
    <div
      className={clsx(styles.check, passed && styles.passed)}
      role="status"
      data-check={id}
      data-passed={passed}
    >
      <span className={styles.mark}>
        <Icon name={passed ? 'check' : running ? 'half' : 'ring'} size={20} />
      </span>
      <div className={styles.body}>
        <div className={styles.sentence}>{children}</div>
        <p className={styles.verdict}>
          {passed
            ? words.checkPassed
            : result === undefined || running
              ? words.checkRunning
              : words.checkFailed}
        </p>
        {result && <Numbers result={result} />}
      </div>
    </div>
  );
}

function Numbers({ result }: { readonly result: CheckResult }): ReactNode {
  const locale = useLocale();
  if (result.missing !== undefined)
    return <p className={styles.numbers}>{words.checkMissing(result.missing)}</p>;
  if (result.shell) return <p className={styles.numbers}>{words.exitCode(result.shell.exitCode)}</p>;
  const total = formatCount(result.total, locale);
  return (
    <ul className={styles.numbers}>
      {result.groups.map(({ name, percent, expected, ok }) => (
        <li key={name} className={ok ? undefined : styles.off}>
          {expected
            ? words.saw({
                name,
                total,
                percent: formatPercent(percent),
                expected: formatPercent(expected.percent),
                tolerance: String(expected.tolerance),
              })
            : words.sawUnexpected({ name, total, percent: formatPercent(percent) })}
        </li>
      ))}
    </ul>
  );
}
