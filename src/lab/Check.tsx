import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { CheckResult } from '../../sandbox/index';
import { formatCount, formatPercent } from '../ui/format';
import { Icon } from '../ui/Icon';
import { useLocale } from '../ui/use-locale';
import { useStore } from '../world/use-store';
import { useMaybeLab } from '../world/WorldProvider';
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
  const probe = useMaybeLab()?.client.bundle.lab.checks.find((check) => check.id === id)?.probe;
  const nobody = probe?.kind === 'traffic' && probe.groupBy === 'version' ? words.noVersion : words.noFlag;
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
        {result && <Numbers result={result} nobody={nobody} />}
      </div>
    </div>
  );
}

interface NumbersProps {
  readonly result: CheckResult;
  /** Name of the group `-`. */
  readonly nobody: string;
}

function Numbers({ result, nobody }: NumbersProps): ReactNode {
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
                name: name === '-' ? nobody : name,
                total,
                percent: formatPercent(percent),
                expected: formatPercent(expected.percent),
                tolerance: String(expected.tolerance),
              })
            : words.sawUnexpected({
                name: name === '-' ? nobody : name,
                total,
                percent: formatPercent(percent),
              })}
        </li>
      ))}
    </ul>
  );
}
