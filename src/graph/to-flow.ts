import { MarkerType, type Edge, type Node } from '@xyflow/react';
import type { GraphEdge, GraphNode, MeshGraph } from '../../sandbox/index';
import { edgeLook } from './edge-look';
import type { Direction, Layout, PlacedNode } from './layout';
import { describeEdge, describeNode } from './describe';

export type BoxNode = Node<{ readonly app: string; readonly direction: Direction }, 'box'>;
export type MeshNode = Node<
  { readonly node: GraphNode; readonly inBox: boolean; readonly direction: Direction },
  'mesh'
>;
export type MeshEdge = Edge<{ readonly edge: GraphEdge; readonly still: boolean }, 'mesh'>;

/** Boxes first: the picture wants parents before children. */
export function flowNodes(layout: Layout, graph: MeshGraph): (BoxNode | MeshNode)[] {
  const fresh = new Map(graph.nodes.map((node) => [node.id, node]));
  const mesh = (placed: PlacedNode, parent?: string): MeshNode => {
    const node = fresh.get(placed.id) ?? placed.node;
    return {
      id: placed.id,
      type: 'mesh',
      position: { x: placed.x, y: placed.y },
      width: placed.width,
      height: placed.height,
      data: { node, inBox: parent !== undefined, direction: layout.direction },
      ariaLabel: describeNode(node),
      draggable: false,
      ...(parent === undefined ? {} : { parentId: parent }),
    };
  };
  const boxes = layout.boxes.map((box): BoxNode => ({
    id: box.id,
    type: 'box',
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    data: { app: box.app, direction: layout.direction },
    selectable: false,
    focusable: false,
    draggable: false,
  }));
  return [
    ...boxes,
    ...layout.nodes.map((placed) => mesh(placed)),
    ...layout.boxes.flatMap((box) => box.nodes.map((placed) => mesh(placed, box.id))),
  ];
}

/** @param still nothing moves: the reader prefers so, or the world is paused */
export function flowEdges(graph: MeshGraph, still: boolean): MeshEdge[] {
  const labels = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges.map((edge) => {
    const { health, width } = edgeLook(edge);
    const color = health === 'idle' ? 'var(--dd-control)' : `var(--dd-${health})`;
    return {
      id: edge.id,
      type: 'mesh',
      source: edge.source,
      target: edge.target,
      data: { edge, still },
      style: { stroke: color, strokeWidth: width, ...(health === 'idle' ? { strokeDasharray: '4 4' } : {}) },
      markerEnd: { type: MarkerType.ArrowClosed, color, width: 14, height: 14 },
      ariaLabel: describeEdge(edge, labels.get(edge.source), labels.get(edge.target)),
    };
  });
}
