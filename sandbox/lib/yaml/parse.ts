import { YAMLException, parseEvents } from 'js-yaml';
import type { Diagnostic } from '../diagnostic';
import { ComposeError, compose, type Composed } from './compose';
import { YAML_LIMITS } from './limits';
import { Lines, SourceIndex } from './source-index';
import { splitDocuments, type Chunk } from './split';
import { standardText, type StandardText } from './standard-text';
import { syntaxProblem, type SyntaxProblem } from './syntax-error';
import { endsInsideJson } from './json';

/** One document of a stream: a value of plain objects, arrays, strings, numbers, booleans and null. */
export interface YamlDocument {
  readonly value: unknown;
  /** The line of the stream (from 1) the document's text starts at. */
  readonly startLine: number;
  /** Where each of its keys and values stands. */
  readonly source: SourceIndex;
}

/** A document that could not be read; `message` is what kubectl prints after `error parsing FILE: `. */
export interface YamlError extends Diagnostic {
  /** How many documents of {@link ParsedYaml.documents} stand before it. */
  readonly documentsBefore: number;
}

export interface ParsedYaml {
  readonly documents: readonly YamlDocument[];
  readonly errors: readonly YamlError[];
}

/**
 * Parses a stream of YAML (or JSON) documents. A broken document becomes an error and the others are still read;
 * documents without content are skipped. Codes: YAML001 syntax, YAML002 a limit of {@link YAML_LIMITS}.
 */
export function parseYaml(text: string, options: { readonly file: string }): ParsedYaml {
  const lines = new Lines(text);
  const documents: YamlDocument[] = [];
  const errors: YamlError[] = [];
  const fail = (code: string, message: string, start: number, end = start + 1): void => {
    const range = { start: lines.positionAt(start), end: lines.positionAt(Math.min(end, text.length)) };
    errors.push({
      code,
      severity: 'error',
      message,
      file: options.file,
      range,
      documentsBefore: documents.length,
    });
  };
  const size = text.length > YAML_LIMITS.bytes ? text.length : utf8Length(text);
  if (size > YAML_LIMITS.bytes) {
    fail('YAML002', `the text is larger than ${String(YAML_LIMITS.bytes / 1024)} KiB`, 0);
    return { documents, errors };
  }
  const { chunks, badSeparator } = splitDocuments(text);
  if (chunks.length > YAML_LIMITS.documents) {
    fail(
      'YAML002',
      `more than ${String(YAML_LIMITS.documents)} documents`,
      chunks[YAML_LIMITS.documents]?.offset ?? 0,
    );
    return { documents, errors };
  }
  for (const chunk of chunks) {
    const outcome = parseChunk(chunk);
    if ('message' in outcome)
      fail(outcome.code, outcome.message, chunk.offset + outcome.offset, chunk.offset + outcome.end);
    else if (outcome.value !== null)
      documents.push({
        value: outcome.value,
        startLine: chunk.startLine,
        source: new SourceIndex(options.file, lines, documents.length, outcome.spans),
      });
  }
  if (badSeparator)
    fail(
      'YAML001',
      `invalid Yaml document separator: ${badSeparator.rest}`,
      badSeparator.offset,
      badSeparator.offset + 3,
    );
  return { documents, errors };
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly end: number;
}

/** Where our parser may take what kubectl's does not: tabs, values without a key. */
const SUSPICIOUS = /\t|^ *:(?:\s|$)|[[{,] *:/m;

function parseChunk(chunk: Chunk): Composed | Failure {
  const { text } = chunk;
  const found = SUSPICIOUS.test(text) ? syntaxProblem(text) : undefined;
  if (found) return broken(text, found);
  try {
    return composed(chunk, { text, originalOffset: (offset) => offset });
  } catch (error) {
    if (!(error instanceof ComposeError || error instanceof YAMLException)) throw error;
    // Our parser takes names of anchors that kubectl's does not.
    const problem = syntaxProblem(text);
    if (problem && endsInsideJson(text)) return failure('YAML001', 'unexpected EOF', text, problem.offset);
    if (error instanceof ComposeError) return broken(text, problem ?? error);
    if (error.reason.includes('maxDepth')) return tooDeep(text, error);
    return problem ? broken(text, problem) : composedLiberally(chunk);
  }
}

function composed(chunk: Chunk, { text, originalOffset }: StandardText): Composed {
  const events = parseEvents(text, { maxDepth: YAML_LIMITS.depth + 1 });
  return compose(text, events, (offset) => chunk.offset + originalOffset(offset));
}

/** Reads what kubectl's library takes and the standard does not. */
function composedLiberally(chunk: Chunk): Composed | Failure {
  const standard = standardText(chunk.text);
  try {
    return composed(chunk, standard);
  } catch (error) {
    if (error instanceof ComposeError)
      return broken(chunk.text, { message: error.message, offset: standard.originalOffset(error.offset) });
    if (!(error instanceof YAMLException)) throw error;
    const { line = 0, position = 0 } = error.mark ?? {};
    const message = `yaml: line ${String(line + 1)}: ${error.reason}`;
    return broken(chunk.text, { message, offset: standard.originalOffset(position) });
  }
}

function tooDeep(text: string, error: YAMLException): Failure {
  const message = `nested deeper than ${String(YAML_LIMITS.depth)} levels`;
  return failure('YAML002', message, text, error.mark?.position ?? 0);
}

function broken(text: string, { message, offset }: SyntaxProblem): Failure {
  return failure('YAML001', `error converting YAML to JSON: ${message}`, text, offset);
}

function failure(code: string, message: string, text: string, offset: number): Failure {
  const word = /^[^\s,[\]{}]+/.exec(text.slice(offset, offset + 200));
  return { code, message, offset, end: offset + (word?.[0].length ?? 1) };
}

function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) length += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return length;
}
