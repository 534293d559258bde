/** A literal of Go's source as the corpus writes it: structs have `$type`, calculations `$op`. */
export type GoValue =
  string | number | boolean | null | readonly GoValue[] | { readonly [key: string]: GoValue };

/** The protobuf JSON of a message written as a Go literal: lower camel case, oneofs flat, durations as text. */
export function toJson(value: GoValue): unknown {
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  const message = value as Readonly<Record<string, GoValue>>;
  if (message['$type'] === 'durationpb.Duration') return duration(message);
  if (message['$op'] !== undefined) return calculated(message);
  const entries = Object.entries(message).flatMap(([key, item]): (readonly [string, unknown])[] => {
    if (key === '$type') return [];
    if (isOneof(item)) return Object.entries(toJson(item) as object);
    return [[message['$type'] === undefined ? key : lowerFirst(key), toJson(item)]];
  });
  return Object.fromEntries(entries);
}

/** Go wraps the member of a oneof in a struct named after both: `Message_Member`. */
function isOneof(value: GoValue): value is Readonly<Record<string, GoValue>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { $type: type, ...members } = value as Readonly<Record<string, GoValue>>;
  const [member, ...others] = Object.keys(members);
  return (
    typeof type === 'string' && member !== undefined && others.length === 0 && type.endsWith(`_${member}`)
  );
}

function duration({ Seconds: seconds = 0, Nanos: nanos = 0 }: Readonly<Record<string, GoValue>>): string {
  return `${String((Number(toJson(seconds)) * 1e9 + Number(toJson(nanos))) / 1e9)}s`;
}

function calculated({ $op: op, l = 0, r = 0 }: Readonly<Record<string, GoValue>>): number {
  const [left, right] = [Number(toJson(l)), Number(toJson(r))];
  return op === '*' ? left * right : Number.NaN;
}

/** A member of a Go struct under its name in JSON. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
