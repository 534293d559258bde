import '@xyflow/react/dist/base.css';
import {
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useNodesInitialized,
  useReactFlow,
  useStore as useFlow,
} from '@xyflow/react';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { MeshGraph } from '../../sandbox/index';
import { Button } from '../ui/Button';
import { useMedia } from '../ui/use-media';
import { useStore } from '../world/use-store';
import { useLab, useWorld } from '../world/WorldProvider';
import styles from './Graph.module.css';
import { layoutMesh, shapeOf } from './layout';
import { MeshLine } from './MeshLine';
import { BoxFrame, MeshFigure } from './nodes';
import { flowEdges, flowNodes } from './to-flow';
import { words } from './words';

const nodeTypes = { box: BoxFrame, mesh: MeshFigure };
const edgeTypes = { mesh: MeshLine };
const FIT = { padding: 0.08, maxZoom: 1.15 };

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
  // Numbers change every second; places only when the shape does.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const layout = useMemo(() => layoutMesh(graph), [shape]);
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
      <Panel position="bottom-right" className={styles.controls}>
        <ZoomButtons />
      </Panel>
      <FitWhenNeeded shape={shape} />
    </ReactFlow>
  );
}

function ZoomButtons(): ReactNode {
  const flow = useReactFlow();
  return (
    <>
      <Button icon="minus" iconOnly onClick={() => void flow.zoomOut()}>
        {words.zoomOut}
      </Button>
      <Button icon="plus" iconOnly onClick={() => void flow.zoomIn()}>
        {words.zoomIn}
      </Button>
      <Button icon="fit" iconOnly onClick={() => void flow.fitView(FIT)}>
        {words.fit}
      </Button>
    </>
  );
}

/** Fits the view when the shape or the pane's size changes. */
function FitWhenNeeded({ shape }: { readonly shape: string }): ReactNode {
  const flow = useReactFlow();
  const ready = useNodesInitialized();
  const width = useFlow((state) => state.width);
  const height = useFlow((state) => state.height);
  useEffect(() => {
    if (!ready || width === 0 || height === 0) return undefined;
    // The picture takes new nodes in after this render; fitting now would fit the old ones.
    const soon = setTimeout(() => void flow.fitView(FIT), 60);
    return () => {
      clearTimeout(soon);
    };
  }, [flow, ready, shape, width, height]);
  return null;
}
