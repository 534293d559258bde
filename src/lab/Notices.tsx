import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { useLab, useWorld } from '../world/WorldProvider';
import type { Notice } from '../world/world-state';
import styles from './Notices.module.css';
import { words } from './words';

/** What the learner must know: above the panes until dismissed. */
export function Notices(): ReactNode {
  const { client } = useLab();
  const notices = useWorld((state) => state.notices);
  const failed = useWorld((state) => state.phase === 'failed');
  return (
    <div role="status" className={styles.notices}>
      {failed && (
        <div className={styles.notice}>
          <Icon name="error" />
          <span className={styles.text}>{words.failed}</span>
          <Button
            onClick={() => {
              client.retry();
            }}
          >
            {words.retry}
          </Button>
        </div>
      )}
      {notices.map((notice) => (
        <div key={notice.kind} className={styles.notice}>
          <Icon name={notice.kind === 'bug' ? 'error' : 'warn'} />
          <span className={styles.text}>{textOf(notice)}</span>
          <Button
            look="quiet"
            icon="cross"
            iconOnly
            onClick={() => {
              client.dismiss(notice);
            }}
          >
            {words.dismiss}
          </Button>
        </div>
      ))}
    </div>
  );
}

function textOf(notice: Notice): string {
  switch (notice.kind) {
    case 'storage':
      return words.notice[notice.problem];
    case 'restarted':
      return words.notice.restarted;
    case 'recovered':
      return words.notice.recovered;
    case 'bug':
      return `${words.notice.bug} ${notice.message}`;
  }
}
