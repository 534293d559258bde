import dagre from '@dagrejs/dagre';
import type { GraphNode, MeshGraph } from '../../sandbox/index';

/** A place in the picture; x and y are the upper left corner, relative to the box for nodes that stand in one. */
export interface Placed {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An app with its versions inside. */
export interface PlacedBox extends Placed {
  readonly app: string;
  readonly nodes: readonly PlacedNode[];
}

export interface PlacedNode extends Placed {
  readonly node: GraphNode;
}

export interface Layout {
  readonly direction: Direction;
  /** Size of the whole picture. */
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  /** Nodes that stand in no box. */
  readonly nodes: readonly PlacedNode[];
}

/** Callers left of, or above, those they call. */
export type Direction = 'LR' | 'TB';

export const NODE_HEIGHT = 36;
const PADDING = 10;
const BOX_TITLE = 24;
const GAP = 8;
const MARGIN = 12;
/** Height of the row of buttons below the picture. */
const BUTTONS = 32;

/** Room between callers and called, for the line and its label; and between neighbours. */
const SPACING = { LR: { ranksep: 72, nodesep: 20 }, TB: { ranksep: 58, nodesep: 28 } } as const;

/** The direction in which the picture is larger in a pane of this size; left to right when both are. */
export function layoutFor(
  graph: MeshGraph,
  pane: { readonly width: number; readonly height: number },
): Layout {
  const scale = ({ width, height }: Layout): number => Math.min(1, pane.width / width, pane.height / height);
  const [across, down] = [layoutMesh(graph, 'LR'), layoutMesh(graph, 'TB')];
  return scale(down) > scale(across) * 1.1 ? down : across;
}

/** By call depth; boxes hold their versions side by side. Same graph, same layout. */
export function layoutMesh(graph: MeshGraph, direction: Direction = 'LR'): Layout {
  const groups = groupByBox(connected(graph));
  const dag = new dagre.graphlib.Graph();
  dag.setGraph({ rankdir: direction, marginx: 4, marginy: 4, ...SPACING[direction] });
  dag.setDefaultEdgeLabel(() => ({}));
  for (const [id, nodes] of groups) dag.setNode(id, sizeOf(nodes, direction));
  const groupOf = new Map(graph.nodes.map((node) => [node.id, groupId(node)]));
  for (const edge of graph.edges) {
    const source = groupOf.get(edge.source);
    const target = groupOf.get(edge.target);
    if (source !== undefined && target !== undefined && source !== target) dag.setEdge(source, target);
  }
  dagre.layout(dag);
  const boxes: PlacedBox[] = [];
  const nodes: PlacedNode[] = [];
  for (const [id, members] of groups) {
    const { x, y, width, height } = dag.node(id) as { x: number; y: number; width: number; height: number };
    const place = { id, x: x - width / 2, y: y - height / 2, width, height };
    const [only] = members;
    if (only !== undefined && members.length === 1) nodes.push({ ...place, id: only.id, node: only });
    else boxes.push({ ...place, app: only?.app ?? id, nodes: line(members, direction) });
  }
  const places = [...boxes, ...nodes];
  return {
    direction,
    boxes,
    nodes,
    width: Math.max(1, ...places.map((place) => place.x + place.width)),
    height: Math.max(1, ...places.map((place) => place.y + place.height)),
  };
}

/** What must change for the layout to change. */
export function shapeOf(graph: MeshGraph): string {
  return [
    ...graph.nodes.map((node) => `${node.box ?? ''}/${node.id}`),
    ...graph.edges.map((edge) => `${edge.source}>${edge.target}`),
  ]
    .sort()
    .join(' ');
}

/** Nodes that took part in traffic; the others would only be noise. */
function connected({ nodes, edges }: MeshGraph): readonly GraphNode[] {
  const ends = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  return nodes.filter((node) => ends.has(node.id));
}

/** What a node is called in the picture: a lone version goes by its app's name. */
export function titleOf(node: GraphNode): string {
  return node.kind === 'app' && node.app !== '' ? node.app : node.label;
}

/** The version worth showing: pods without a version label count as `latest`. */
export function shownVersion(node: GraphNode): string | undefined {
  return node.version === 'latest' ? undefined : node.version;
}

function groupId(node: GraphNode): string {
  return node.box === undefined ? node.id : `box:${node.box}`;
}

function groupByBox(nodes: readonly GraphNode[]): Map<string, GraphNode[]> {
  const groups = new Map<string, GraphNode[]>();
  for (const node of [...nodes].sort((a, b) => a.id.localeCompare(b.id))) {
    const id = groupId(node);
    groups.set(id, [...(groups.get(id) ?? []), node]);
  }
  return groups;
}

function sizeOf(nodes: readonly GraphNode[], direction: Direction): { width: number; height: number } {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) return { width: widthOf(only), height: NODE_HEIGHT };
  const title = (only?.app.length ?? 0) * 7.4 + 2 * PADDING;
  const last = line(nodes, direction).at(-1);
  const widest = Math.max(...nodes.map(pillWidth));
  return {
    width: Math.max(title, PADDING + (direction === 'TB' && last ? last.x + last.width : PADDING + widest)),
    height: (direction === 'TB' ? BOX_TITLE : PADDING) + (last ? last.y + last.height : 0),
  };
}

/** Room for the icon, the label in the mono face and a badge. */
function widthOf(node: GraphNode): number {
  const pill = shownVersion(node);
  return Math.max(84, titleOf(node).length * 7.6 + 24 + (pill === undefined ? 0 : pill.length * 7.6 + 26));
}

/** In a box the app's name stands above; a node shows its version only. */
function pillWidth(node: GraphNode): number {
  return Math.max(84, (node.version ?? node.label).length * 7.6 + 44);
}

/** Versions across the direction of calls, so that no line runs through a neighbour. */
function line(nodes: readonly GraphNode[], direction: Direction): PlacedNode[] {
  const widest = Math.max(...nodes.map(pillWidth));
  return nodes.map((node, index) => ({
    id: node.id,
    node,
    x: PADDING + (direction === 'TB' ? index * (widest + GAP) : 0),
    // Calls come in from above: there the title stands below.
    y: direction === 'LR' ? BOX_TITLE + index * (NODE_HEIGHT + GAP) : PADDING,
    width: widest,
    height: NODE_HEIGHT,
  }));
}

/** Where to look from so that the whole picture is in the pane, in its middle, and not larger than life. */
export function viewportFor(
  layout: Layout,
  pane: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number; readonly zoom: number } {
  const height = pane.height - BUTTONS;
  const zoom = Math.min(1.1, (pane.width - 2 * MARGIN) / layout.width, (height - 2 * MARGIN) / layout.height);
  return {
    zoom: Math.max(0.2, zoom),
    x: (pane.width - layout.width * zoom) / 2,
    y: (height - layout.height * zoom) / 2,
  };
}
