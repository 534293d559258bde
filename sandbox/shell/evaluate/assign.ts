import type { ArrayValue, Assignment } from 'unbash';
import type { Process } from '../../sim/index';
import { arithmeticText } from '../expand/arithmetic';
import { expandText, expandWords } from '../expand/words';
import type { Variable } from '../state/variables';
import { ShellError, type Frame } from './frame';

/** Carries an assignment out in the shell's own variables. @throws ReadonlyError */
export function* assign(assignment: Assignment, frame: Frame): Process<void> {
  const { variables } = frame.state;
  const { name, value, append, index } = assignment;
  if (value.type === 'ArrayValue') {
    yield* assignArray(name, value, append === true, frame);
    return;
  }
  let text = yield* expandText(value, frame);
  if (variables.find(name)?.isInteger) {
    const added = yield* arithmeticText(text, frame);
    const old = append && !index ? yield* arithmeticText(variables.text(name) ?? '', frame) : 0n;
    text = String(BigInt.asIntN(64, old + added));
    if (!index) {
      variables.set(name, text);
      return;
    }
  }
  if (index) {
    const key = yield* subscript(name, yield* expandText(index, frame), frame);
    variables.setElement(name, key, text);
  } else if (append) variables.set(name, (variables.text(name) ?? '') + text);
  else variables.set(name, text);
}

/** The variable a prefix assignment (`A=1 command`) makes for that command. */
export function* prefixVariable(assignment: Assignment, frame: Frame): Process<readonly [string, Variable]> {
  if (assignment.value.type === 'ArrayValue') {
    throw new ShellError(`${assignment.name}: arrays cannot be passed to a command`);
  }
  return [assignment.name, { value: yield* expandText(assignment.value, frame), isExported: true }];
}

function* assignArray(name: string, array: ArrayValue, isAppending: boolean, frame: Frame): Process<void> {
  const { variables } = frame.state;
  const isAssociative = variables.isAssociative(name);
  const old = variables.find(name)?.value;
  const elements = new Map<number | string, string>(isAppending && old && typeof old !== 'string' ? old : []);
  const last = isAssociative ? undefined : [...elements.keys()].at(-1);
  let next = last === undefined ? 0 : Number(last) + 1;
  for (const element of array.elements) {
    const keyed = /^\[([\s\S]*?)\]=/.test(element.text)
      ? /^\[([\s\S]*?)\]=([\s\S]*)$/.exec(yield* expandText(element, frame))
      : null;
    if (keyed) {
      const key = yield* subscript(name, keyed[1] ?? '', frame);
      elements.set(key, keyed[2] ?? '');
      if (typeof key === 'number') next = key + 1;
    } else if (isAssociative) {
      throw new ShellError(`${name}: ${element.text}: must use subscript when assigning associative array`);
    } else for (const field of yield* expandWords([element], frame)) elements.set(next++, field);
  }
  const sorted = isAssociative ? elements : new Map([...elements].sort(([a], [b]) => Number(a) - Number(b)));
  variables.set(name, sorted as ReadonlyMap<number, string>);
}

function* subscript(name: string, text: string, frame: Frame): Process<number | string> {
  return frame.state.variables.isAssociative(name) ? text : Number(yield* arithmeticText(text, frame));
}
