import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash';
import type { Process } from '../../sim/index';
import { ShellError, type Frame } from '../evaluate/frame';
import { arithmeticText } from './arithmetic';
import {
  expanded,
  FIELD_BREAK,
  joinFragments,
  patternPieces,
  quoted,
  type FragmentOrBreak,
} from './fragments';
import { compilePattern, type Pattern } from './pattern';
import { changeCase, removeAffix, replaceMatches, transform } from './parameter-operation';
import { parameterKeys, parameterValue, type ExpandFragments, type ParameterValue } from './parameter-value';

type Expand = ExpandFragments<Word, FragmentOrBreak>;

/** Expands `$x` and every `${…}`. @throws ShellError for bad substitutions and `${x:?}` */
export function* expandParameter(
  part: ParameterExpansionPart,
  frame: Frame,
  isQuoted: boolean,
  expand: Expand,
): Process<readonly FragmentOrBreak[]> {
  const { operation } = part;
  if (operation?.type === 'Unknown' || (part.parameter === '' && part.prefix === undefined)) {
    throw new ShellError(`${part.text}: bad substitution`);
  }
  const index = part.index && joinFragments(yield* expand(part.index, frame, true));
  if (part.prefix === '!') return yield* expandIndirect(part, index, frame, isQuoted, expand);
  const subscript = index === undefined ? undefined : yield* subscriptText(part.parameter, index, frame);
  let value = parameterValue(part.parameter, subscript, frame);
  if (operation?.type === 'Default') {
    return yield* expandDefault(part, operation, value, frame, isQuoted, expand);
  }
  if (value.is === 'unset') {
    requireSet(part.parameter, subscript, frame);
    value = { is: 'text', text: '' };
  }
  if (part.prefix === '#') {
    const length = value.is === 'list' ? value.items.length : [...value.text].length;
    return emit({ is: 'text', text: String(length) }, frame, isQuoted);
  }
  if (operation) value = yield* operate(part, operation, value, frame, expand);
  return emit(value, frame, isQuoted);
}

/** `${!name}`, `${!prefix*}` and `${!array[@]}` */
function* expandIndirect(
  part: ParameterExpansionPart,
  index: string | undefined,
  frame: Frame,
  isQuoted: boolean,
  expand: Expand,
): Process<readonly FragmentOrBreak[]> {
  if (index === '@' || index === '*') {
    return emit(
      { is: 'list', items: parameterKeys(part.parameter, frame), separate: index === '@' },
      frame,
      isQuoted,
    );
  }
  if (part.operation?.type === 'Names') {
    const names = frame.state.variables
      .all()
      .flatMap(([name]) => (name.startsWith(part.parameter) ? [name] : []));
    return emit({ is: 'list', items: names, separate: part.operation.operator === '@' }, frame, isQuoted);
  }
  const target = parameterValue(part.parameter, index, frame);
  const name = target.is === 'text' ? target.text : '';
  if (!/^(?:[A-Za-z_]\w*|\d+|[@*#?$!-])$/.test(name)) {
    throw new ShellError(
      name === '' ? `${part.parameter}: invalid indirect expansion` : `${name}: invalid variable name`,
    );
  }
  return yield* expandParameter(
    { ...part, parameter: name, prefix: undefined, index: undefined },
    frame,
    isQuoted,
    expand,
  );
}

/** `:-` `:=` `:+` `:?` and their forms without the colon. */
function* expandDefault(
  part: ParameterExpansionPart,
  operation: Extract<ParameterOperation, { type: 'Default' }>,
  value: ParameterValue,
  frame: Frame,
  isQuoted: boolean,
  expand: Expand,
): Process<readonly FragmentOrBreak[]> {
  const isMissing = operation.operator.startsWith(':') ? isEmpty(value) : isUnset(value);
  const kind = operation.operator.at(-1);
  if (kind === '+')
    return isMissing
      ? emit({ is: 'text', text: '' }, frame, isQuoted)
      : yield* splitting(operation.operand, frame, isQuoted, expand);
  if (!isMissing) return emit(value, frame, isQuoted);
  if (kind === '-') return yield* splitting(operation.operand, frame, isQuoted, expand);
  const text = joinFragments(yield* expand(operation.operand, frame, isQuoted));
  if (kind === '?') {
    const reason =
      text !== '' ? text : operation.operator === '?' ? 'parameter not set' : 'parameter null or not set';
    throw new ShellError(`${part.parameter}: ${reason}`, 127);
  }
  if (!/^[A-Za-z_]\w*$/.test(part.parameter))
    throw new ShellError(`$${part.parameter}: cannot assign in this way`);
  frame.state.variables.set(part.parameter, text);
  return emit({ is: 'text', text }, frame, isQuoted);
}

/** The operand of an unquoted default: its unquoted text splits like any expansion. */
function* splitting(word: Word, frame: Frame, isQuoted: boolean, expand: Expand): Process<FragmentOrBreak[]> {
  const fragments = yield* expand(word, frame, isQuoted);
  if (isQuoted) return fragments;
  return fragments.map((each) => (each === FIELD_BREAK || each.quoted ? each : expanded(each.text)));
}

function* operate(
  part: ParameterExpansionPart,
  operation: ParameterOperation,
  value: ParameterValue,
  frame: Frame,
  expand: Expand,
): Process<ParameterValue> {
  switch (operation.type) {
    case 'Remove': {
      const pattern = yield* patternOf(operation.operand, frame, expand);
      return mapValue(value, (text) => removeAffix(text, operation.operator, pattern));
    }
    case 'Replace': {
      const pattern = yield* patternOf(operation.pattern, frame, expand);
      const replacement = joinFragments(yield* expand(operation.replacement, frame, false));
      return mapValue(value, (text) => replaceMatches(text, operation.operator, pattern, replacement));
    }
    case 'CaseModification': {
      const pattern = operation.operand && (yield* patternOf(operation.operand, frame, expand));
      return mapValue(value, (text) => changeCase(text, operation.operator, pattern));
    }
    case 'Slice': {
      const offset = Number(
        yield* arithmeticText(joinFragments(yield* expand(operation.offset, frame, true)), frame),
      );
      const length =
        operation.length &&
        Number(yield* arithmeticText(joinFragments(yield* expand(operation.length, frame, true)), frame));
      return slice(part, value, offset, length, frame);
    }
    case 'Transform':
      return mapValue(value, (text) => transform(text, operation.operand.value, part.text));
    default:
      throw new ShellError(`${part.text}: bad substitution`);
  }
}

function* patternOf(word: Word, frame: Frame, expand: Expand): Process<Pattern> {
  return compilePattern(patternPieces(yield* expand(word, frame, false)));
}

function slice(
  part: ParameterExpansionPart,
  value: ParameterValue,
  offset: number,
  length: number | undefined,
  frame: Frame,
): ParameterValue {
  if (value.is === 'unset') return value;
  const isPositional = part.parameter === '@' || part.parameter === '*';
  const items =
    value.is === 'list' ? (isPositional ? [frame.state.name, ...value.items] : value.items) : [...value.text];
  const start =
    offset < 0 ? items.length + offset : isPositional && offset === 0 && value.is === 'list' ? 0 : offset;
  if (start < 0) return value.is === 'list' ? { ...value, items: [] } : { is: 'text', text: '' };
  if (length !== undefined && length < 0 && value.is === 'list') {
    throw new ShellError(`${String(length)}: substring expression < 0`);
  }
  const end = length === undefined ? items.length : length < 0 ? items.length + length : start + length;
  if (end < start && length !== undefined && length < 0)
    throw new ShellError(`${String(length)}: substring expression < 0`);
  const kept = items.slice(start, end);
  return value.is === 'list' ? { ...value, items: kept } : { is: 'text', text: kept.join('') };
}

function mapValue(value: ParameterValue, change: (text: string) => string): ParameterValue {
  if (value.is === 'list') return { ...value, items: value.items.map(change) };
  return value.is === 'text' ? { is: 'text', text: change(value.text) } : value;
}

function emit(value: ParameterValue, { state }: Frame, isQuoted: boolean): FragmentOrBreak[] {
  if (value.is === 'unset') return isQuoted ? [quoted('')] : [];
  if (value.is === 'text') return [isQuoted ? quoted(value.text) : expanded(value.text)];
  if (isQuoted && !value.separate) {
    return [quoted(value.items.join((state.variables.text('IFS') ?? ' ').slice(0, 1)))];
  }
  return value.items.flatMap((item, i): FragmentOrBreak[] => {
    const fragment = isQuoted ? quoted(item) : expanded(item);
    return i === 0 ? [fragment] : [FIELD_BREAK, fragment];
  });
}

function* subscriptText(name: string, index: string, frame: Frame): Process<string> {
  if (index === '@' || index === '*' || frame.state.variables.isAssociative(name)) return index;
  return String(yield* arithmeticText(index, frame));
}

function requireSet(name: string, index: string | undefined, { state }: Frame): void {
  if (!state.options.has('nounset')) return;
  throw new ShellError(`${index === undefined ? name : `${name}[${index}]`}: unbound variable`, 127);
}

function isUnset(value: ParameterValue): boolean {
  return value.is === 'unset' || (value.is === 'list' && value.items.length === 0);
}

function isEmpty(value: ParameterValue): boolean {
  return (
    isUnset(value) ||
    (value.is === 'text' ? value.text === '' : value.is === 'list' && value.items.join('') === '')
  );
}
