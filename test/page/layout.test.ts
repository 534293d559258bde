import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode, MeshGraph } from '../../sandbox/index';
import { edgeLook } from '../../src/graph/edge-look';
import { layoutFor, layoutMesh, shapeOf, viewportFor } from '../../src/graph/layout';

const node = (id: string, box?: string, version?: string): GraphNode => ({
  id,
  kind: 'app',
  namespace: 'default',
  app: box ?? id,
  label: id,
  hasSidecar: true,
  ready: 1,
  replicas: 1,
  health: 'healthy',
  ...(box === undefined ? {} : { box }),
  ...(version === undefined ? {} : { version }),
});
const edge = (source: string, target: string, facts: Partial<GraphEdge> = {}): GraphEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  rate: 1,
  share: 100,
  errorPercent: 0,
  flags: {},
  p50Ms: 3,
  p95Ms: 5,
  p99Ms: 6,
  protocol: 'http',
  health: 'healthy',
  mtlsPercent: 100,
  requests: 30,
  ...facts,
});
const mesh = (nodes: GraphNode[], edges: GraphEdge[]): MeshGraph => ({
  windowMs: 30_000,
  type: 'versionedApp',
  nodes,
  edges,
});

describe('layoutMesh', () => {
  const graph = mesh(
    [node('gateway'), node('api'), node('safe', 'staff', 'safe'), node('risky', 'staff', 'risky')],
    [edge('gateway', 'api'), edge('api', 'safe', { share: 90 }), edge('api', 'risky', { share: 10 })],
  );
  const layout = layoutMesh(graph);

  it('runs from left to right by call depth', () => {
    const x = (id: string): number =>
      layout.nodes.find((placed) => placed.id === id)?.x ??
      layout.boxes.find((box) => box.id === id)?.x ??
      NaN;
    expect(x('gateway')).toBeLessThan(x('api'));
    expect(x('api')).toBeLessThan(x('box:staff'));
  });

  it('runs from top to bottom where that is larger, and is in the pane as a whole', () => {
    const [wide, tall] = [
      { width: 900, height: 200 },
      { width: 300, height: 500 },
    ].map((pane) => {
      const fitting = layoutFor(graph, pane);
      const view = viewportFor(fitting, pane);
      expect(view.x).toBeGreaterThanOrEqual(0);
      expect(view.x + fitting.width * view.zoom).toBeLessThanOrEqual(pane.width);
      expect(view.y + fitting.height * view.zoom).toBeLessThanOrEqual(pane.height);
      return fitting.direction;
    });
    expect([wide, tall]).toEqual(['LR', 'TB']);
  });

  it.each(['LR', 'TB'] as const)(
    'keeps versions inside their app, apart from each other (%s)',
    (direction) => {
      const [box] = layoutMesh(graph, direction).boxes;
      expect(box?.nodes.map((placed) => placed.id)).toEqual(['risky', 'safe']);
      for (const placed of box?.nodes ?? []) {
        expect(placed.x + placed.width).toBeLessThanOrEqual(box?.width ?? 0);
        expect(placed.y + placed.height).toBeLessThanOrEqual(box?.height ?? 0);
      }
      const [first, second] = box?.nodes ?? [];
      if (direction === 'LR') expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThan(second?.y ?? 0);
      else expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThan(second?.x ?? 0);
    },
  );

  it('changes when the shape does, not when numbers do', () => {
    const busier = mesh(
      [...graph.nodes],
      graph.edges.map((known) => ({ ...known, rate: 99, share: 50 })),
    );
    expect(shapeOf(busier)).toBe(shapeOf(graph));
    expect(shapeOf(mesh([...graph.nodes, node('new')], [...graph.edges]))).not.toBe(shapeOf(graph));
  });

  it('draws a graph that calls in circles, and one with nothing in it', () => {
    expect(
      layoutMesh(mesh([node('a'), node('b')], [edge('a', 'b'), edge('b', 'a'), edge('a', 'a')])).nodes,
    ).toHaveLength(2);
    expect(layoutMesh(mesh([], []))).toMatchObject({ boxes: [], nodes: [] });
  });
});

describe('edgeLook', () => {
  it.each([
    ['no traffic', { rate: 0 }, { health: 'idle', dots: 0, isSplit: false, encrypted: false }],
    ['healthy traffic', { rate: 1 }, { health: 'ok', isSplit: false, encrypted: true }],
    ['a split', { rate: 1, share: 10 }, { isSplit: true }],
    ['some errors', { errorPercent: 5 }, { health: 'warn' }],
    ['many errors', { errorPercent: 20 }, { health: 'bad' }],
    ['plain text', { mtlsPercent: 0 }, { encrypted: false }],
  ] as const)('%s', (_, facts, expected) => {
    expect(edgeLook(edge('a', 'b', facts))).toMatchObject(expected);
  });
});
