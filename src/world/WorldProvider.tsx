import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { LabBundle } from '../../sandbox/index';
import { createProgress } from '../progress/progress';
import type { LabWorld } from './lab-world';
import { openLab } from './open-lab';
import { createSelection } from './selection';
import { useStore } from './use-store';
import { WorldClient } from './client';
import type { WorldState } from './world-state';

const Context = createContext<LabWorld | undefined>(undefined);

interface WorldProviderProps {
  /** undefined while it is loading. */
  readonly bundle: LabBundle | undefined;
  readonly children: ReactNode;
}

/** Opens the lab's world when mounted and closes it when left. Browser only. */
export function WorldProvider({ bundle, children }: WorldProviderProps): ReactNode {
  const [lab, setLab] = useState<LabWorld>();
  useEffect(() => {
    if (bundle === undefined) return undefined;
    const opened: LabWorld = {
      client: new WorldClient(bundle),
      selection: createSelection(),
      progress: createProgress(),
    };
    setLab(opened);
    return openLab(bundle.lab.id, opened);
  }, [bundle]);
  return <Context value={lab}>{children}</Context>;
}

/** The lab around this component. @throws outside of a lab's workbench */
export function useLab(): LabWorld {
  const lab = useContext(Context);
  if (!lab) throw new Error('not inside a lab');
  return lab;
}

/** The lab around this component, or undefined (prose is rendered before its lab is there). */
export function useMaybeLab(): LabWorld | undefined {
  return useContext(Context);
}

/** A part of the world's state. */
export function useWorld<S>(select: (state: WorldState) => S): S {
  return useStore(useLab().client.state, select);
}
