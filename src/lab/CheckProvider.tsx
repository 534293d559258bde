import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useMaybeLab } from '../world/WorldProvider';
import { createChecks, keepChecking, type CheckStore } from './checks';

const Context = createContext<CheckStore | undefined>(undefined);

/** Keeps judging the lab's checks while its world is open. */
export function CheckProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const lab = useMaybeLab();
  const [board] = useState(createChecks);
  useEffect(() => lab && keepChecking(lab.client, lab.progress, board), [lab, board]);
  return <Context value={board}>{children}</Context>;
}

/** @throws outside of a lab */
export function useChecks(): CheckStore {
  const board = useContext(Context);
  if (!board) throw new Error('not inside a lab');
  return board;
}
