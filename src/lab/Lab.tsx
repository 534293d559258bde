import clsx from 'clsx';
import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import type { LabBundle } from '../../sandbox/index';
import { Separator } from '../ui/Separator';
import { useStore } from '../world/use-store';
import { isOpenedEarly } from '../early/handover';
import { loadSpare } from '../early/spare-worker';
import { WorldProvider } from '../world/WorldProvider';
import { CheckProvider } from './CheckProvider';
import styles from './Lab.module.css';
import { usePresenting } from './presenting';
import { createView, rememberSizes, ViewContext } from './view';
import { words } from './words';
import { Workbench } from './Workbench';

interface LabProps {
  /** The lab's id: `canary`. */
  readonly id: string;
  /** The lesson's prose; readable before, and without, everything else. */
  readonly children: ReactNode;
}

/** A lesson beside its workbench. */
export function Lab({ id, children }: LabProps): ReactNode {
  const bundle = useBundle(id);
  const [view] = useState(createView);
  const frame = useRef<HTMLDivElement>(null);
  const prose = useStore(view, (state) => state.prose);
  const tab = useStore(view, (state) => state.tab);
  const sheet = useStore(view, (state) => state.sheet);
  useEffect(() => rememberSizes(view), [view]);
  useLayoutEffect(() => {
    document.documentElement.dataset['lab'] = ''; // the style sheets give it the whole width
    return () => {
      delete document.documentElement.dataset['lab'];
    };
  }, []);
  usePresenting(view);
  return (
    <ViewContext value={view}>
      <MaybeWorld bundle={bundle}>
        <div
          ref={frame}
          className={clsx('dd-lab', styles.lab)}
          data-tab={tab}
          data-sheet={sheet}
          style={{ '--prose': `${String(prose)}%` } as CSSProperties}
        >
          <div className={styles.prose}>{children}</div>
          <Separator
            className={styles.proseSeparator}
            label={words.resizeProse}
            orientation="vertical"
            value={prose}
            min={24}
            max={60}
            within={() => frame.current?.getBoundingClientRect()}
            onChange={(value) => {
              view.patch({ prose: value });
            }}
          />
          <aside className={styles.workbench} aria-label={words.workbench}>
            <Workbench />
          </aside>
        </div>
      </MaybeWorld>
    </ViewContext>
  );
}

interface MaybeWorldProps {
  readonly bundle: LabBundle | undefined;
  readonly children: ReactNode;
}

/** One tree before and after the lab is loaded, so that the prose is not mounted twice. */
function MaybeWorld({ bundle, children }: MaybeWorldProps): ReactNode {
  return (
    <WorldProvider bundle={bundle}>
      <CheckProvider>{children}</CheckProvider>
    </WorldProvider>
  );
}

/** The lab's texts, a chunk of their own. */
function useBundle(id: string): LabBundle | undefined {
  const [bundle, setBundle] = useState<LabBundle>();
  useEffect(() => {
    let left = false;
    if (!isOpenedEarly()) {
      loadSpare();
      void import('../terminal/mount'); // the first thing a learner looks for
    }
    void import(`@generated/labs/default/${id}.json`).then((module: { default: LabBundle }) => {
      if (!left) setBundle(module.default);
    });
    return () => {
      left = true;
    };
  }, [id]);
  return bundle?.lab.id === id ? bundle : undefined;
}
