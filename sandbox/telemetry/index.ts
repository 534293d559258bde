/** L4: what the mesh reports about requests: summaries, traces, access logs, the graph. */
export { createTelemetry } from './telemetry';
export type { Telemetry, TelemetryOptions } from './telemetry';
export type { MeshTrace } from './traces/trace-store';
export type { Span } from './traces/span';
export type { RequestSummary } from './request-summary';
export type { EdgeSteering } from './steering';
export type { Health } from './health';
export type { GraphEdge, GraphNode, GraphType, MeshGraph } from './graph';
