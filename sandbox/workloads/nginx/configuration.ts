/** A directive of nginx's configuration: `listen 443 ssl;`, or `server { … }` with what is inside. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[];
}

/** Reads a configuration file; undefined where its braces do not match. */
export function parseConfiguration(text: string): readonly Directive[] | undefined {
  const tokens = text.replace(/#.*/g, '').match(/"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[{};]|[^\s{};]+/g) ?? [];
  const open: { name: string; args: string[]; block: Directive[] }[] = [{ name: '', args: [], block: [] }];
  let words: string[] = [];
  for (const token of tokens) {
    const top = open.at(-1);
    if (token === '{') {
      const [name = '', ...args] = words;
      open.push({ name, args, block: [] });
      words = [];
    } else if (token === '}') {
      open.pop();
      if (top === undefined || open.length === 0) return undefined;
      open.at(-1)?.block.push(top);
    } else if (token === ';') {
      const [name = '', ...args] = words;
      top?.block.push({ name, args, block: [] });
      words = [];
    } else words.push(token.replace(/^(["'])(.*)\1$/s, '$2'));
  }
  return open.length === 1 ? open[0]?.block : undefined;
}

/** The arguments of a directive; undefined when it is not there. */
export function argumentsOf(block: readonly Directive[], name: string): readonly string[] | undefined {
  return block.find((directive) => directive.name === name)?.args;
}
