/** `upstreamRqTotal` → `upstream_rq_total`, as protobuf names its fields. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
