import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon';
import { useStore } from '../world/use-store';
import { useChecks } from './CheckProvider';
import styles from './Feedback.module.css';
import { words } from './words';

interface FeedbackProps {
  /** The mistake's feedback key in the lab. */
  readonly id: string;
  readonly children: ReactNode;
}

/** What there is to say about a known mistake; shown while the cluster shows it. */
export function Feedback({ id, children }: FeedbackProps): ReactNode {
  const shown = useStore(useChecks(), (board) => board.mistakes.includes(id));
  return (
    <div role="status">
      {shown && (
        <div className={styles.feedback} data-mistake={id}>
          <Icon name="warn" size={20} />
          <div>
            <strong>{words.mistake}</strong>
            <div>{children}</div>
          </div>
        </div>
      )}
    </div>
  );
}
