/** The public door of the simulator: the only file that docs/, src/ and the hosts import. */
export { createWorld, prepareWorld } from './world';
export { formatRequest } from './format-request';
export { declaredKinds } from './declared-kinds';
export { editorKinds } from './editor-kinds';
export { defineLab } from './lab';
export { LabJudge } from './lab-checks';
export { playLab } from './lab-play';
export { labWorld } from './lab-world';
export { messages } from './istio/index';
export { ISTIO_VERSION } from './lib/istio-version';
export { formatOrigin } from './lib/origin';
export { singleQuote } from './shell/index';
export type { Profile } from './runtime/index';
export { isFailure, tell } from './net/index';
export { HOME } from './shell/files';
export type * from './world-api';
export type { Check, Lab, LabBundle, ShellProbe, TrafficProbe, WrongEdit, WrongEditDetector } from './lab';
export type { CheckGroup, CheckResult, Piecewise } from './lab-checks';
export type { PlayOutcome } from './lab-play';
export type { DeclaredKind } from './declared-kinds';
export type { EditorKind } from './editor-kinds';
export type { Diagnostic, Severity } from './lib/diagnostic';
export type { Origin } from './lib/origin';
export type { Position, Range } from './lib/position';
export type {
  DecisionRecord,
  DecisionStep,
  Demand,
  Draw,
  PathPattern,
  RejectedChoice,
  Saying,
  Subject,
  Tongue,
} from './net/index';
export type {
  EdgeSteering,
  GraphEdge,
  GraphNode,
  GraphType,
  Health,
  MeshGraph,
  MeshTrace,
  Span,
} from './telemetry/index';
export type { RunLimits, RunOutcome } from './sim/index';
export type { VirtualFiles } from './shell/files';
