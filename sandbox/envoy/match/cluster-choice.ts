import type { ClusterWeight, RouteAction } from '../config/index';

/** Draws one of the weighted clusters; its own stream, so that other draws do not shift it. */
export interface DrawSource {
  below(bound: number): number;
}

export interface ClusterDraw {
  readonly chosen: ClusterWeight;
  readonly draw: number;
  readonly total: number;
}

/** What a route says about its cluster: a name, or a draw among weighted ones. */
export type ClusterChoice = { readonly name: string } | ClusterDraw | undefined;

/** Decides the cluster of a request, once: retries do not draw again. */
export function chooseCluster(action: RouteAction, random: DrawSource): ClusterChoice {
  if (action.cluster !== undefined) return { name: action.cluster };
  const clusters = action.weightedClusters?.clusters ?? [];
  let total = 0;
  for (const { weight } of clusters) total += weight;
  if (total === 0) return undefined;
  const draw = random.below(total);
  const chosen = weightedCluster(clusters, draw);
  return chosen && { chosen, draw, total };
}

/** The entry whose interval holds `draw`, in the order written (source/common/router/weighted_cluster_specifier.cc). */
export function weightedCluster(clusters: readonly ClusterWeight[], draw: number): ClusterWeight | undefined {
  let end = 0;
  for (const entry of clusters) {
    end += entry.weight;
    if (draw < end) return entry;
  }
  return undefined;
}
