import { useCallback, useEffect, useMemo } from 'react';
import type { GraphType } from '../../sandbox/index';
import { usePoll } from '../ui/use-poll';
import { useStore } from '../world/use-store';
import { useLab } from '../world/WorldProvider';
import { edgesAt, placesOf } from './links';

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Ties the picture to the text: choosing a node or an edge marks its lines in the editor.
 * @returns the edges that the line under the cursor has a say in
 */
export function useLinks(type: GraphType): ReadonlySet<string> {
  const { client, selection } = useLab();
  const node = useStore(selection, (state) => state.node);
  const edge = useStore(selection, (state) => state.edge);
  const cursor = useStore(selection, (state) => state.cursor);
  const active = node !== undefined || edge !== undefined || cursor !== undefined;
  const ask = useCallback(() => client.steering(type), [client, type]);
  const steering = usePoll(ask, 1500, active);

  useEffect(() => {
    if (node === undefined && edge === undefined) return;
    const linked = placesOf(steering ?? [], { node, edge }, (file) => client.text(file));
    const { file, linked: before } = selection.get();
    if (JSON.stringify(linked) === JSON.stringify(before)) return;
    const shown = before === undefined && !linked.some((place) => place.file === file);
    selection.patch({ linked, ...(shown && linked[0] ? { file: linked[0].file } : {}) });
  }, [client, selection, steering, node, edge]);

  return useMemo(
    () =>
      cursor === undefined || steering === undefined
        ? NOTHING
        : new Set(edgesAt(steering, cursor, (file) => client.text(file))),
    [client, steering, cursor],
  );
}
