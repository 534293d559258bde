import type { ReactNode } from 'react';
import styles from './Messages.module.css';
import { Linked } from './Prose';

const TITLES = { Error: styles.error, Warning: styles.warning, Info: styles.info } as const;

interface TranscriptProps {
  readonly text: string;
  /** The message of this page. */
  readonly code: string;
}

/** What a terminal shows: commands after their prompt, and findings with how bad they are in colour. */
export function Transcript({ text, code }: TranscriptProps): ReactNode {
  return (
    <pre tabIndex={0}>
      {text.split('\n').map((line, index) => {
        const [, title, rest] = /^(Error|Warning|Info)( \[IST.*)$/.exec(line) ?? [];
        return (
          <span key={String(index)} className={line.startsWith('$ ') ? styles.command : undefined}>
            {title !== undefined && rest !== undefined ? (
              <>
                <b className={TITLES[title as keyof typeof TITLES]}>{title}</b>
                <Linked except={code}>{rest}</Linked>
              </>
            ) : (
              line
            )}
            {'\n'}
          </span>
        );
      })}
    </pre>
  );
}
