import type { ParameterExpansionPart, SimpleExpansionPart } from 'unbash';

/** `$x` as if it had been written `${x}`. */
export function simpleParameter(part: SimpleExpansionPart): ParameterExpansionPart {
  return {
    type: 'ParameterExpansion',
    pos: part.pos,
    end: part.end,
    text: part.text,
    parameter: part.text.slice(1),
    parameterPos: part.pos + 1,
    parameterEnd: part.end,
    prefix: undefined,
    index: undefined,
    operation: undefined,
  };
}
