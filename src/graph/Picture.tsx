import '@xyflow/react/dist/base.css';
import { Panel, ReactFlow, ReactFlowProvider, useReactFlow, useStore as useFlow } from '@xyflow/react';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import type { MeshGraph } from '../../sandbox/index';
import { Button } from '../ui/Button';
import { useMedia } from '../ui/use-media';
import { useStore } from '../world/use-store';
import { useLab, useWorld } from '../world/WorldProvider';
import styles from './Graph.module.css';
import { layoutFor, shapeOf, viewportFor, type Layout } from './layout';
import { MeshLine } from './MeshLine';
import { BoxFrame, MeshFigure } from './nodes';
import { flowEdges, flowNodes } from './to-flow';
import { words } from './words';

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
  const chosen = useStore(selection, (state) => state.node);
  const shape = shapeOf(graph);
  const width = useFlow((state) => state.width);
  const height = useFlow((state) => state.height);
  // Numbers change every second; places only when the shape or the pane does.
  const layout = useMemo(() => layoutFor(graph, { width, height }), [shape, width, height]);
  const nodes = flowNodes(layout, graph).map((node) => ({ ...node, selected: node.id === chosen }));
  const edges = flowEdges(graph, paused || prefersStill);
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
      onNodeClick={(_, node) => {
        selection.patch({ node: node.id });
      }}
      onPaneClick={() => {
        selection.patch({ node: undefined });
      }}
      aria-label={words.label}
    >
      <View layout={layout} />
    </ReactFlow>
  );
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
