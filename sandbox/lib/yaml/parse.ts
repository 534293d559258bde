import { YAMLException, parseEvents } from 'js-yaml';
import type { Diagnostic } from '../diagnostic';
import { ComposeError, compose } from './compose';
import { YAML_LIMITS } from './limits';
import { Lines, SourceIndex } from './source-index';
import { splitDocuments, type Chunk } from './split';
import { describeSyntaxError, syntaxProblem } from './syntax-error';
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

function parseChunk(chunk: Chunk): ReturnType<typeof compose> | Failure {
  try {
    return compose(chunk.text, parseEvents(chunk.text, { maxDepth: YAML_LIMITS.depth + 1 }), chunk.offset);
  } catch (error) {
    if (error instanceof ComposeError) {
      // Our parser takes names of anchors that kubectl's does not.
      const problem = syntaxProblem(chunk.text);
      if (problem)
        return failure(
          'YAML001',
          `error converting YAML to JSON: ${problem.message}`,
          chunk.text,
          problem.offset,
        );
      return failure('YAML001', `error converting YAML to JSON: ${error.message}`, chunk.text, error.offset);
    }
    if (!(error instanceof YAMLException)) throw error;
    const problem = describeSyntaxError(chunk.text, error);
    if (endsInsideJson(chunk.text)) return failure('YAML001', 'unexpected EOF', chunk.text, problem.offset);
    if (error.reason.includes('maxDepth'))
      return failure(
        'YAML002',
        `nested deeper than ${String(YAML_LIMITS.depth)} levels`,
        chunk.text,
        problem.offset,
      );
    return failure(
      'YAML001',
      `error converting YAML to JSON: ${problem.message}`,
      chunk.text,
      problem.offset,
    );
  }
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
