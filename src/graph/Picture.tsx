import '@xyflow/react/dist/base.css';
import {
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore as useFlow,
  type EdgeChange,
  type NodeChange,
} from '@xyflow/react';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import type { MeshGraph } from '../../sandbox/index';
import { Button } from '../ui/Button';
import { useMedia } from '../ui/use-media';
import { useStore } from '../world/use-store';
import { useLab, useWorld } from '../world/WorldProvider';
import styles from './Graph.module.css';
import { layoutFor, shapeOf, viewportFor, type Layout } from './layout';
import { useLinks } from './use-links';
import { MeshLine } from './MeshLine';
import { BoxFrame, MeshFigure } from './nodes';
import { flowEdges, flowNodes } from './to-flow';
import { words } from './words';

const NOTHING_CHOSEN = { node: undefined, edge: undefined, linked: undefined, cursor: undefined };
const nodeTypes = { box: BoxFrame, mesh: MeshFigure };
const edgeTypes = { mesh: MeshLine };

/** The mesh as boxes and lines. */
export function Picture({ graph }: { readonly graph: MeshGraph }): ReactNode {
  return (
    <ReactFlowProvider>
      <Canvas graph={graph} />
    </ReactFlowProvider>
  );
}

function Canvas({ graph }: { readonly graph: MeshGraph }): ReactNode {
  const { selection } = useLab();
  const paused = useWorld((state) => state.paused);
  const prefersStill = useMedia('(prefers-reduced-motion: reduce)');
  const chosenNode = useStore(selection, (state) => state.node);
  const chosenEdge = useStore(selection, (state) => state.edge);
  const lit = useLinks(graph.type);
  const shape = shapeOf(graph);
  const width = useFlow((state) => state.width);
  const height = useFlow((state) => state.height);
  // Numbers change every second; places only when the shape or the pane does.
  const layout = useMemo(() => layoutFor(graph, { width, height }), [shape, width, height]);
  const nodes = flowNodes(layout, graph).map((node) => ({ ...node, selected: node.id === chosenNode }));
  const edges = flowEdges(graph, paused || prefersStill).map((edge) => ({
    ...edge,
    selected: edge.id === chosenEdge || lit.has(edge.id),
  }));
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      zoomOnScroll={false}
      preventScrolling={false}
      minZoom={0.2}
      maxZoom={2}
      deleteKeyCode={null}
      proOptions={{ hideAttribution: true }}
      onNodesChange={(changes) => {
        const node = chosenBy(changes);
        if (node !== undefined) selection.patch({ ...NOTHING_CHOSEN, node });
      }}
      onEdgesChange={(changes) => {
        const edge = chosenBy(changes);
        if (edge !== undefined) selection.patch({ ...NOTHING_CHOSEN, edge });
      }}
      onPaneClick={() => {
        selection.patch(NOTHING_CHOSEN);
      }}
      aria-label={words.label}
    >
      <View layout={layout} />
    </ReactFlow>
  );
}

/** What a click, or Enter, chose. */
function chosenBy(changes: readonly (NodeChange | EdgeChange)[]): string | undefined {
  for (const change of changes) if (change.type === 'select' && change.selected) return change.id;
  return undefined;
}

/** Shows the whole picture when its places or its pane changed, and offers to look closer. */
function View({ layout }: { readonly layout: Layout }): ReactNode {
  const flow = useReactFlow();
  const width = useFlow((state) => state.width);
  const height = useFlow((state) => state.height);
  const fit = useCallback(() => {
    if (width > 0 && height > 0) void flow.setViewport(viewportFor(layout, { width, height }));
  }, [flow, layout, width, height]);
  useEffect(fit, [fit]);
  return (
    <Panel position="bottom-right" className={styles.controls}>
      <Button icon="minus" iconOnly onClick={() => void flow.zoomOut()}>
        {words.zoomOut}
      </Button>
      <Button icon="plus" iconOnly onClick={() => void flow.zoomIn()}>
        {words.zoomIn}
      </Button>
      <Button icon="fit" iconOnly onClick={fit}>
        {words.fit}
      </Button>
    </Panel>
  );
}
