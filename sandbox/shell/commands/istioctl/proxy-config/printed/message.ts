import type { Origin } from '../../../../../lib/origin';

type Message = Readonly<Record<string, unknown>>;

/** A protobuf message as JSON shows it: without absent fields and empty lists. Fields stay in the order given. */
export function message(fields: Message): Message {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** The path istiod writes into the metadata of what an object configured. */
export function configPath(origin: Origin | undefined, kind: string, resource: string): string | undefined {
  return origin?.kind === kind
    ? `/apis/networking.istio.io/v1/namespaces/${origin.namespace}/${resource}/${origin.name}`
    : undefined;
}

/** Settings of an extension are a message of a named type. */
export function typed(type: string, fields: Message = {}): Message {
  return { '@type': `type.googleapis.com/${type}`, ...fields };
}
