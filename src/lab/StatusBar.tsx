import clsx from 'clsx';
import { useState, type ReactNode } from 'react';
import { ISTIO_VERSION } from '../../sandbox/index';
import { Button } from '../ui/Button';
import { formatClock } from '../ui/format';
import { useStore } from '../world/use-store';
import { useMaybeLab, useWorld } from '../world/WorldProvider';
import styles from './StatusBar.module.css';
import { useLabView } from './view';
import { words } from './words';

const SPEEDS = [1, 4, 16];

/** Time, chance and the ways back. */
export function StatusBar(): ReactNode {
  const client = useMaybeLab()?.client;
  const view = useLabView();
  const presenting = useStore(view, (state) => state.presenting);
  const paused = useWorld((state) => state.paused);
  const speed = useWorld((state) => state.speed);
  const slow = useWorld((state) => state.slow);
  const ready = useWorld((state) => state.phase === 'ready');
  const undoable = useWorld((state) => state.undoable);
  return (
    <div className={clsx(styles.bar, 'dd-zoomed')} role="group" aria-label={words.clock}>
      <Button
        look="quiet"
        icon={paused ? 'play' : 'pause'}
        iconOnly
        disabled={!ready}
        onClick={() => {
          client?.setPaused(!paused);
        }}
      >
        {paused ? words.play : words.pause}
      </Button>
      <div role="group" aria-label={words.speed} className={styles.speeds}>
        {SPEEDS.map((factor) => (
          <Button
            key={factor}
            look="quiet"
            className={styles.speed}
            aria-pressed={factor === speed}
            disabled={!ready}
            onClick={() => {
              client?.setSpeed(factor);
            }}
          >
            {`${String(factor)}×`}
          </Button>
        ))}
      </div>
      <Clock />
      {slow && <span className={styles.slow}>{words.slow}</span>}
      {client && <span className={styles.quiet}>{words.seed(client.bundle.lab.seed)}</span>}
      <span className={styles.space} />
      <Button look="quiet" icon="undo" disabled={undoable === 0} onClick={() => void client?.undo()}>
        {words.undo(undoable)}
      </Button>
      <Reset />
      <Button
        look="quiet"
        icon="present"
        iconOnly
        className={styles.present}
        aria-pressed={presenting}
        title={words.presentHelp}
        onClick={() => {
          view.patch({ presenting: !presenting });
        }}
      >
        {words.present}
      </Button>
      <span className={styles.quiet}>{`Istio ${ISTIO_VERSION}`}</span>
    </div>
  );
}

function Clock(): ReactNode {
  const seconds = useWorld((state) => Math.floor(state.nowMs / 1000));
  return (
    <span className={styles.clock} title={words.clock}>
      {formatClock(seconds * 1000)}
    </span>
  );
}

/** Asks once more; undo takes it back anyway. */
function Reset(): ReactNode {
  const client = useMaybeLab()?.client;
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button
        look="quiet"
        icon="reset"
        title={words.resetHelp}
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.reset}
      </Button>
    );
  }
  return (
    <span role="alertdialog" aria-label={words.resetSure} className={styles.asking}>
      <Button
        look="primary"
        autoFocus
        onClick={() => {
          setAsking(false);
          void client?.reset();
        }}
      >
        {words.resetYes}
      </Button>
      <Button
        onClick={() => {
          setAsking(false);
        }}
      >
        {words.resetNo}
      </Button>
    </span>
  );
}
