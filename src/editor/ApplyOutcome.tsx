import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { ApplyResult } from '../../sandbox/index';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import styles from './Editor.module.css';
import { words } from './words';

interface ApplyOutcomeProps {
  readonly path: string;
  readonly result: ApplyResult;
  readonly onDismiss: () => void;
}

/** What `kubectl apply` said, in its own words. */
export function ApplyOutcome({ path, result, onDismiss }: ApplyOutcomeProps): ReactNode {
  const ok = result.exitCode === 0;
  return (
    <div className={clsx(styles.outcome, 'dd-zoomed')} role="status">
      <span className={ok ? styles.ok : styles.error}>
        <Icon name={ok ? 'check' : 'error'} />
      </span>
      <div className={styles.said}>
        <strong>{ok ? words.applied : words.refused}</strong> <code>kubectl apply -f {path}</code>
        <pre>{[result.stdout, result.stderr].join('').trimEnd()}</pre>
      </div>
      <Button look="quiet" icon="cross" iconOnly onClick={onDismiss}>
        {words.dismiss}
      </Button>
    </div>
  );
}
