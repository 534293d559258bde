import { parse, type DoubleQuotedChild, type Word, type WordPart } from 'unbash';
import { memoByObject } from '../../lib/memo';
import type { Process } from '../../sim/index';
import { ShellError, type Frame } from '../evaluate/frame';
import { HOME } from '../files';
import { evaluateArithmetic } from './arithmetic';
import { expandBraces } from './braces';
import {
  expanded,
  joinFragments,
  literal,
  patternPieces,
  quoted,
  splitFields,
  type FragmentOrBreak,
} from './fragments';
import { expandGlob } from './glob';
import { expandParameter } from './parameter';
import { parameterValue } from './parameter-value';
import { compilePattern, type Pattern } from './pattern';
import { substituteProcess } from './process-substitution';
import { simpleParameter } from './simple-parameter';

/** Expands words to fields: braces, tilde, parameters, commands, arithmetic, splitting, paths. */
export function* expandWords(words: readonly Word[], frame: Frame): Process<string[]> {
  const fields: string[] = [];
  for (const word of words) {
    if (isPlain(word)) fields.push(word.text);
    else for (const each of braced(word)) yield* expandField(each, frame, fields);
  }
  return fields;
}

function* expandField(word: Word, frame: Frame, fields: string[]): Process<void> {
  if (isPlain(word)) {
    fields.push(word.text);
    return;
  }
  const fragments = yield* fragmentsOf(word, frame, false);
  const { state, evaluator } = frame;
  for (const field of splitFields(fragments, state.variables.text('IFS') ?? ' \t\n')) {
    if (state.options.has('noglob')) fields.push(field.map((piece) => piece.text).join(''));
    else for (const path of expandGlob(field, evaluator.world.files, state.cwd)) fields.push(path);
  }
}

/** Expands a word to one text: no splitting, no paths (assignments, here-strings, `case`). */
export function* expandText(word: Word, frame: Frame): Process<string> {
  if (isPlain(word)) return word.text;
  return joinFragments(yield* fragmentsOf(word, frame, false));
}

/** Expands a word to a pattern; what was quoted stands for itself. */
export function* expandPattern(word: Word, frame: Frame): Process<Pattern> {
  return compilePattern(patternPieces(yield* fragmentsOf(word, frame, false)));
}

/** Expands the parts of a here-document. */
export function* expandHereDoc(parts: readonly WordPart[], frame: Frame): Process<string> {
  return joinFragments(yield* expandParts(parts, frame, true));
}

/** The pieces of a word; inside double quotes nothing splits. */
export function* fragmentsOf(word: Word, frame: Frame, isQuoted: boolean): Process<FragmentOrBreak[]> {
  if (word.parts === undefined) return isQuoted ? [quoted(word.value)] : unescaped(word.text, true);
  return yield* expandParts(word.parts, frame, isQuoted);
}

function* expandParts(
  parts: readonly WordPart[],
  frame: Frame,
  isQuoted: boolean,
): Process<FragmentOrBreak[]> {
  const fragments: FragmentOrBreak[] = [];
  for (const [i, part] of parts.entries()) {
    for (const fragment of yield* expandPart(part, frame, isQuoted, i === 0)) fragments.push(fragment);
  }
  return fragments;
}

function* expandPart(
  part: WordPart,
  frame: Frame,
  isQuoted: boolean,
  isFirst: boolean,
): Process<readonly FragmentOrBreak[]> {
  switch (part.type) {
    case 'Literal':
      return isQuoted ? [quoted(part.value)] : unescaped(part.text, isFirst);
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [quoted(part.value)];
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* expandQuoted(part.parts, frame);
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return isQuoted
        ? [quoted(part.text)]
        : part.type === 'Glob' &&
            part.kind === 'bracket' &&
            part.parts.some((inner) => inner.type !== 'Literal')
          ? [literal('['), ...(yield* expandParts(part.parts, frame, isQuoted)), literal(']')]
          : unescaped(part.text, false);
    case 'SimpleExpansion': {
      const value = parameterValue(part.text.slice(1), undefined, frame);
      if (value.is === 'text') return [isQuoted ? quoted(value.text) : expanded(value.text)];
      return yield* expandParameter(simpleParameter(part), frame, isQuoted, fragmentsOf);
    }
    case 'ParameterExpansion':
      return yield* expandParameter(part, frame, isQuoted, fragmentsOf);
    case 'CommandExpansion': {
      const text = yield* frame.evaluator.capture(part.script, frame);
      return [isQuoted ? quoted(text) : expanded(text)];
    }
    case 'ArithmeticExpansion': {
      const value = yield* evaluateArithmetic(part.expression, part.text.slice(3, -2), frame, expandText);
      return [isQuoted ? quoted(String(value)) : expanded(String(value))];
    }
    case 'ProcessSubstitution':
      if (part.operator === '>')
        throw new ShellError(`${part.text}: process substitution for writing is not supported in this shell`);
      return [quoted(yield* substituteProcess(part.script, frame))];
  }
}

/** A double-quoted string is one field even when empty, unless it is an empty `"$@"`. */
function* expandQuoted(parts: readonly DoubleQuotedChild[], frame: Frame): Process<FragmentOrBreak[]> {
  const fragments = yield* expandParts(parts, frame, true);
  const isEmptyList = parts.length > 0 && fragments.length === 0;
  return isEmptyList || fragments.length > 0 ? fragments : [quoted('')];
}

/** Unquoted source text: backslashes quote the next character, a leading `~` is the home. */
function unescaped(text: string, isFirst: boolean): FragmentOrBreak[] {
  if (isFirst && text.startsWith('~') && /^~(?:\/|$)/.test(text)) {
    return [quoted(HOME), ...unescaped(text.slice(1), false)];
  }
  if (!text.includes('\\')) return [literal(text)];
  const fragments: FragmentOrBreak[] = [];
  for (const [piece, char] of text.matchAll(/\\([\s\S])|[^\\]+|\\$/g)) {
    if (char === '\n') continue;
    fragments.push(char === undefined ? literal(piece) : quoted(char));
  }
  return fragments;
}

/** True for a word that stands for itself. */
function isPlain(word: Word): boolean {
  return word.parts === undefined && !word.text.includes('\\') && !word.text.startsWith('~');
}

function braced(word: Word): readonly Word[] {
  return word.parts?.some((part) => part.type === 'BraceExpansion') ? bracedWords(word) : [word];
}

/** The words a brace expansion makes, remembered per place in the script. */
const bracedWords = memoByObject((word: Word): readonly Word[] =>
  expandBraces(word.text).map((text) => (text === word.text ? word : reread(text))),
);

function reread(text: string): Word {
  const plain: Word = { type: 'Word', text, value: text, pos: 0, end: text.length };
  if (/^[\w./:@%+,-]*$/.test(text)) return plain;
  const command = parse(`: ${text}`).commands[0]?.command;
  const word = command?.type === 'Command' ? command.suffix[0] : undefined;
  return word?.type === 'Word' ? word : plain;
}
