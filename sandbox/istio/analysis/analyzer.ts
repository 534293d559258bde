import type { AnalysisContext } from './context';
import type { Argument } from './format';
import type { MessageName } from './messages';
import type { Resource, ResourceType } from './resource';

/** Where a finding stands in its object. */
export interface Place {
  /** `spec.http[0].route[1].destination.host`: what the editor marks. */
  readonly path: string;
  /** istioctl names the line of this path; when it is left out, the line of {@link path}; when empty, the object's first line. */
  readonly linePath?: string;
}

/** Records one finding about an object. Without a place it is about the whole object. */
export type Report = (
  resource: Resource,
  message: MessageName,
  args: readonly Argument[],
  place?: Place | string,
) => void;

/** One of istioctl's checks: reads what it wants from the context and reports what it finds. */
export interface Analyzer {
  /** The name that `istioctl analyze --analyzer` knows. */
  readonly name: string;
  /** One line for `istioctl analyze -L`. */
  readonly description: string;
  /** The analyzer runs only where all of these can be seen. */
  readonly inputs: readonly ResourceType[];
  /** Left out of `istioctl analyze` unless asked for by name in tests. */
  readonly optional?: boolean;
  analyze(context: AnalysisContext, report: Report): void;
}

/** An identity function that gives the declaration its type. */
export function defineAnalyzer(analyzer: Analyzer): Analyzer {
  return Object.freeze(analyzer);
}
