import { useId, type ReactNode } from 'react';
import styles from './FlagBadge.module.css';
import { flagWords } from './flag-words';

/** Response flags as Envoy logs them; their words appear on hover and focus. */
export function FlagBadge({ flags }: { readonly flags: string }): ReactNode {
  const id = useId();
  const words = flagWords(flags);
  if (flags === '' || flags === '-') return null;
  if (words === undefined) return <code className={styles.flag}>{flags}</code>;
  return (
    <span className={styles.wrap}>
      <button type="button" className={styles.flag} aria-describedby={id}>
        {flags}
      </button>
      <span role="tooltip" id={id} className={styles.words}>
        {words}
      </span>
    </span>
  );
}
