import '@xterm/xterm/css/xterm.css';
import clsx from 'clsx';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { takeTerminal } from '../early/handover';
import { useMaybeLab, useWorld } from '../world/WorldProvider';
import styles from './Terminal.module.css';
import { words } from './words';

const NOTHING = { __html: '' };
const INTERRUPT = '\x03';
const CLEAR_SCREEN = '\x0c';

/** The lab's terminal. The line editor lives in the world; this only shows text and hands over keys. */
export function Terminal(): ReactNode {
  const client = useMaybeLab()?.client;
  const ready = useWorld((state) => state.phase === 'ready');
  const failed = useWorld((state) => state.phase === 'failed');
  const busy = useWorld((state) => state.busy);
  const screen = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    const element = screen.current;
    if (element === null || client === undefined) return undefined;
    const early = takeTerminal(element);
    let stop = early?.unmount;
    let left = false;
    setShown(early !== undefined);
    if (early === undefined)
      void import('./mount').then(({ mountTerminal }) => {
        if (left) return;
        stop = mountTerminal(element, client);
        setShown(true);
      });
    return () => {
      left = true;
      stop?.();
    };
  }, [client]);

  return (
    <section className={styles.terminal} aria-label={words.label}>
      <div className={clsx(styles.bar, 'dd-zoomed')}>
        <h2 className={styles.title}>{words.label}</h2>
        <span className={styles.hint}>{words.leave}</span>
        <Button
          look="quiet"
          icon="stop"
          className={styles.button}
          disabled={!busy}
          title={words.stopHelp}
          onClick={() => {
            client?.input(INTERRUPT);
          }}
        >
          {words.stop}
        </Button>
        <Button
          look="quiet"
          className={styles.button}
          disabled={busy || !ready}
          onClick={() => {
            client?.input(CLEAR_SCREEN);
          }}
        >
          {words.clear}
        </Button>
      </div>
      {/* React does not look inside: a terminal may stand there before hydration. */}
      <div
        ref={screen}
        className={styles.screen}
        data-terminal-screen=""
        dangerouslySetInnerHTML={NOTHING}
        suppressHydrationWarning
      />
      {!(shown && ready) && !failed && <p className={styles.starting}>{words.starting}</p>}
    </section>
  );
}
