import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { LabBundle } from '../../sandbox/index';
import { takeOpened } from '../early/handover';
import { createLabWorld, type LabWorld } from './lab-world';
import { openLab } from './open-lab';
import { createStore } from './store';
import { useStore } from './use-store';
import { INITIAL_STATE, type WorldState } from './world-state';

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
    const early = takeOpened(bundle.lab.id);
    const world = early?.world ?? createLabWorld(bundle);
    setLab(world);
    return early?.close ?? openLab(bundle.lab.id, world);
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

/** What a world is before it is there. */
const UNBORN = createStore(INITIAL_STATE);

/** A part of the world's state; while the lab is loading, its world is starting. */
export function useWorld<S>(select: (state: WorldState) => S): S {
  return useStore(useMaybeLab()?.client.state ?? UNBORN, select);
}
