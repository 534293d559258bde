import type { KindDeclaration, Schema } from '../../kube/index';
import { parseDurationMs } from '../../lib/duration';
import { jsonProblem } from '../../lib/json-problem';
import { quote } from '../../lib/quote';
import { fieldMessages, specMessages } from './proto-messages';

/** Why a spec does not decode. `type` errors are worded differently depending on who decodes. */
export interface DecodeProblem {
  readonly path: string;
  /** `json: cannot unmarshal object into Go value of type string`. */
  readonly message: string;
}

export type DecodedSpec = { readonly spec: unknown } | { readonly problem: DecodeProblem };

/**
 * Reads a spec into the protobuf message of its kind, as istioctl and istiod do: quoted numbers become numbers,
 * null counts as absent, and as an empty message in lists and maps. Semantics: golang/protobuf jsonpb.
 * @param strict whether fields that the message does not have are refused
 */
export function decodeSpec(kind: KindDeclaration, spec: unknown, strict: boolean): DecodedSpec {
  const schema = kind.schema.properties?.spec;
  if (!schema || spec === undefined || spec === null) return { spec };
  return decodeMessage(spec, { schema, type: specMessages[kind.kind] ?? '', path: 'spec' }, strict);
}

/** A protobuf message that something decodes to. */
export interface DecodedMessage {
  readonly schema: Schema;
  /** Its full name. */
  readonly type: string;
  /** Where it stands, for errors. */
  readonly path: string;
  /** The full name of what a field decodes to, in messages that are no kind's. */
  readonly fieldType?: (message: string, field: string) => string | undefined;
}

/** Reads any message the same way. */
export function decodeMessage(
  value: unknown,
  { schema, type, path, fieldType }: DecodedMessage,
  strict: boolean,
): DecodedSpec {
  try {
    return { spec: new Decoder(strict, fieldType).message(value, schema, type, path) };
  } catch (error) {
    if (error instanceof Undecodable) return { problem: { path: error.path, message: error.message } };
    throw error;
  }
}

class Undecodable extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

type Json = Readonly<Record<string, unknown>>;

class Decoder {
  constructor(
    private readonly strict: boolean,
    private readonly ownFieldType: DecodedMessage['fieldType'],
  ) {}

  message(value: unknown, schema: Schema, type: string, path: string): unknown {
    const fields = record(value, path);
    const known = schema.properties ?? {};
    const result: Record<string, unknown> = {};
    for (const name in known) {
      const own = fields[name];
      const field = known[name];
      if (own === undefined || own === null || field === undefined) continue;
      result[name] = this.value(
        own,
        field,
        this.fieldType(type, name),
        path === '' ? name : `${path}.${name}`,
      );
    }
    const unknown = Object.keys(fields).find((name) => !Object.hasOwn(known, name));
    if (this.strict && unknown !== undefined && schema.preserveUnknownFields !== true) {
      throw new Undecodable(`${path}.${unknown}`, `unknown field ${quote(unknown)} in ${type}`);
    }
    return result;
  }

  value(value: unknown, schema: Schema, type: string, path: string): unknown {
    if (schema.type === 'array') return this.list(value, schema, type, path);
    if (schema.additionalProperties) return this.map(value, schema.additionalProperties, type, path);
    if (schema.type === 'object' && schema.properties) return this.message(value, schema, type, path);
    return scalar(value, schema, type, path);
  }

  fieldType(message: string, field: string): string {
    return fieldMessages[message]?.[field] ?? this.ownFieldType?.(message, field) ?? '';
  }

  list(value: unknown, schema: Schema, type: string, path: string): unknown {
    if (!Array.isArray(value)) throw mismatch(value, '[]json.RawMessage', path);
    const { items } = schema;
    if (!items) return value;
    return value.map((item: unknown, index) => this.item(item, items, type, `${path}[${String(index)}]`));
  }

  map(value: unknown, schema: Schema, type: string, path: string): unknown {
    const entries = Object.entries(record(value, path));
    const numbered = numberedMaps.some((name) => path.endsWith(name));
    return Object.fromEntries(
      entries.map(([key, item]) => {
        if (numbered) numberIn(key, 'uint32', `${path}.${key}`);
        return [key, this.item(item, schema, type, `${path}.${key}`)];
      }),
    );
  }

  /** A member of a list or a map, where null is a message with nothing in it. */
  item(value: unknown, schema: Schema, type: string, path: string): unknown {
    if (value === null && !schema.properties) return value;
    return this.value(value ?? {}, schema, type, path);
  }
}

/** Maps whose keys are numbers. */
const numberedMaps: readonly string[] = ['.portLevelMtls'];

function record(value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mismatch(value, 'map[string]json.RawMessage', path);
  }
  return value as Json;
}

function scalar(value: unknown, schema: Schema, type: string, path: string): unknown {
  switch (schema.type) {
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch(value, 'bool', path);
      return value;
    case 'integer':
    case 'number':
      return number(value, numberType(schema), path);
    case 'string':
      return schema.enum ? enumValue(value, schema, type, path) : text(value, schema, path);
    default:
      return value;
  }
}

function numberType(schema: Schema): string {
  if (schema.type === 'number') return schema.format === 'float' ? 'float32' : 'float64';
  return schema.format === 'int32' || schema.format === 'int64' ? schema.format : 'uint32';
}

function number(value: unknown, type: string, path: string): number {
  if (typeof value === 'string') return numberIn(value, type, path);
  if (typeof value !== 'number') throw mismatch(value, type, path);
  if (!type.startsWith('float') && !fits(value, type)) {
    throw new Undecodable(
      path,
      `json: cannot unmarshal number ${String(value)} into Go value of type ${type}`,
    );
  }
  return value;
}

function fits(value: number, type: string): boolean {
  if (!Number.isInteger(value)) return false;
  if (type === 'uint32') return value >= 0 && value <= 4_294_967_295;
  return type === 'int32' ? value >= -2_147_483_648 && value <= 2_147_483_647 : true;
}

/** A number between quotes: what is inside is read as JSON, with JSON's complaints. */
function numberIn(text: string, type: string, path: string): number {
  const problem = jsonProblem(text);
  if (problem !== undefined) throw new Undecodable(path, problem);
  const value: unknown = JSON.parse(text);
  if (typeof value === 'number') return number(value, type, path);
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  throw new Undecodable(
    path,
    `json: cannot unmarshal ${found === 'boolean' ? 'bool' : found} into Go value of type ${type}`,
  );
}

function enumValue(value: unknown, schema: Schema, type: string, path: string): unknown {
  if (typeof value === 'number') return schema.enum?.[value] ?? value;
  if (typeof value !== 'string') throw mismatch(value, 'protoreflect.EnumNumber', path);
  if (schema.enum?.includes(value) === true) return value;
  throw new Undecodable(path, `unknown value ${quote(quote(value))} for enum ${type}`);
}

function text(value: unknown, schema: Schema, path: string): string {
  if (typeof value !== 'string') throw mismatch(value, 'string', path);
  const isDuration = schema.rules?.some(({ rule }) => rule.includes('duration(self)')) === true;
  if (isDuration && parseDurationMs(value) === undefined) {
    throw new Undecodable(path, `bad Duration: time: ${durationProblem(value)} ${quote(value)}`);
  }
  return value;
}

function durationProblem(text: string): string {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return 'missing unit in duration';
  const unit = /^[+-]?\d+(?:\.\d+)?([^\d.]+)/.exec(text)?.[1];
  return unit === undefined ? 'invalid duration' : `unknown unit ${quote(unit)} in duration`;
}

function mismatch(value: unknown, type: string, path: string): Undecodable {
  return new Undecodable(path, `json: cannot unmarshal ${jsonType(value)} into Go value of type ${type}`);
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return value === null ? 'null' : typeof value;
}
