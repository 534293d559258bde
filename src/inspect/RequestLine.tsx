import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { RequestSummary } from '../../sandbox/index';
import { formatClock, formatDuration } from '../ui/format';
import { Icon } from '../ui/Icon';
import { VersionPill } from '../ui/VersionPill';
import { flagWords } from './flag-words';
import styles from './Inspect.module.css';
import { words } from './words';

/** A request in one line, the same everywhere: time, method, path, status, version, flags, duration. */
export function RequestLine({ request }: { readonly request: RequestSummary }): ReactNode {
  const failed = request.status === undefined || request.status >= 400;
  return (
    <span className={styles.line}>
      <time className={styles.time}>
        {formatClock(request.atMs)}.{Math.floor((request.atMs % 1000) / 100)}
      </time>
      <span className={styles.method}>{request.method}</span>
      <span className={styles.path} title={`${request.authority}${request.path}`}>
        {request.path}
      </span>
      <span className={clsx(styles.status, failed ? styles.bad : styles.ok)}>
        {failed && <Icon name="error" size={13} />}
        {request.status ?? request.failure ?? words.noAnswer}
      </span>
      {request.version !== undefined && <VersionPill version={request.version} />}
      {request.flags !== '' && request.flags !== '-' && (
        <code className={styles.flag} title={flagWords(request.flags)}>
          {request.flags}
        </code>
      )}
      <span className={styles.duration}>{formatDuration(request.durationMs)}</span>
    </span>
  );
}
