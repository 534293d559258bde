import { quote } from '../../lib/quote';

/** What fills a verb of a template. */
export type Argument = string | number | readonly (string | number)[];

/** Fills Go's verbs (`%s`, `%d`, `%v`, `%q`) in the order of the arguments; `%%` stands for one. */
export function format(template: string, args: readonly Argument[]): string {
  let next = 0;
  return template.replace(/%([sdvq%])/g, (_, verb: string) => {
    if (verb === '%') return '%';
    const arg = args[next++] ?? '';
    return verb === 'q' ? quoted(arg) : printed(arg);
  });
}

function printed(arg: Argument): string {
  return typeof arg === 'object' ? `[${arg.map(String).join(' ')}]` : String(arg);
}

function quoted(arg: Argument): string {
  return typeof arg === 'object'
    ? `[${arg.map((item) => quote(String(item))).join(' ')}]`
    : quote(String(arg));
}
