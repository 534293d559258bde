/** istioctl's analyzers: what is wrong with a set of objects, beyond what the API server refuses. */
export { analyze, findingsOf, lineOf, sorted } from './analyze';
export type { AnalysisInput, Finding } from './analyze';
export type { Analyzer } from './analyzer';
export { analyzers } from './analyzers/index';
export { configuration, meshObjects } from './mesh-config';
export { messages } from './messages';
export type { MessageName } from './messages';
export type { AnalyzedObject } from './resource';
