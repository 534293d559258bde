import { Environment } from '@marcbachmann/cel-js';
import { memo } from '../lib/memo';
import type { Hop } from '../net/index';
import { attributesOf } from './attributes';

const environment = new Environment({ unlistedVariablesAreDyn: true });

type Program = (attributes: Readonly<Record<string, unknown>>) => unknown;

const programOf = memo(100, (expression): Program => {
  try {
    return environment.parse(expression);
  } catch {
    return () => undefined;
  }
});

/** What a CEL expression says of a hop; undefined when it cannot be read, or asks for what is not there. */
export function evaluate(expression: string, hop: Hop): unknown {
  try {
    return programOf(expression)(attributesOf(hop));
  } catch {
    return undefined;
  }
}
