/** One report of where a vehicle is, as the services pass it around. */
export interface Position {
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
  /** `2023-11-13T05:31:33.279+0000`. */
  readonly timestamp: string;
  /** Miles per hour; null when nobody could say. */
  readonly speed: number | null;
}

/** Reads a position from a request's body; undefined when it is not one. */
export function parsePosition(body: string): Position | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, lat, lng, timestamp } = value as Partial<Record<keyof Position, unknown>>;
  if (typeof name !== 'string' || typeof lat !== 'number' || typeof lng !== 'number') return undefined;
  return { name, lat, lng, timestamp: typeof timestamp === 'string' ? timestamp : '', speed: null };
}

/** Metres between two positions on the sphere. */
export function metresBetween(a: Position, b: Position): number {
  const toRadians = Math.PI / 180;
  const halfLat = ((b.lat - a.lat) * toRadians) / 2;
  const halfLng = ((b.lng - a.lng) * toRadians) / 2;
  const h =
    Math.sin(halfLat) ** 2 +
    Math.cos(a.lat * toRadians) * Math.cos(b.lat * toRadians) * Math.sin(halfLng) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}
