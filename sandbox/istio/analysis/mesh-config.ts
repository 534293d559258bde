import { Field } from '../kinds/field';
import type { AnalysisContext } from './context';

/** The mesh's own configuration: an object of kind MeshConfig whose spec it is; empty when there is none. */
export function meshConfigOf(context: AnalysisContext): Field {
  return context.all('MeshConfig').at(-1)?.spec ?? new Field({}, '');
}

/** The namespace whose policies hold for the whole mesh. */
export function rootNamespaceOf(context: AnalysisContext): string {
  return meshConfigOf(context).at('rootNamespace').text || 'istio-system';
}
