import type { GraphEdge } from '../../sandbox/index';

/** How an edge is drawn; every colour has a shape or a word beside it. */
export interface EdgeLook {
  readonly health: 'idle' | 'ok' | 'warn' | 'bad';
  readonly width: number;
  /** Dots under way at once; 0 when nothing moves. */
  readonly dots: number;
  /** Seconds a dot takes from end to end: faster when there is more traffic. */
  readonly travelSeconds: number;
  /** The split is worth naming: the source sends elsewhere too. */
  readonly isSplit: boolean;
  readonly encrypted: boolean;
}

/** Percent of failed requests from which an edge is failing, not ailing. */
const BAD_FROM = 20;

export function edgeLook(edge: GraphEdge): EdgeLook {
  const busy = edge.rate > 0;
  return {
    health: !busy ? 'idle' : edge.errorPercent >= BAD_FROM ? 'bad' : edge.errorPercent > 0 ? 'warn' : 'ok',
    width: busy ? 1.5 + Math.min(3, Math.log10(1 + edge.rate) * 2) : 1.25,
    dots: busy ? Math.min(3, 1 + Math.floor(edge.rate / 2)) : 0,
    travelSeconds: busy ? Math.max(0.8, 3 - Math.log2(1 + edge.rate)) : 0,
    isSplit: busy && edge.share < 99.95,
    encrypted: busy && edge.mtlsPercent > 99.95,
  };
}
