type Message = Readonly<Record<string, unknown>>;

/** A protobuf message as JSON shows it: without absent fields and empty lists. Fields stay in the order given. */
export function message(fields: Message): Message {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Settings of an extension are a message of a named type. */
export function typed(type: string, fields: Message = {}): Message {
  return { '@type': `type.googleapis.com/${type}`, ...fields };
}
