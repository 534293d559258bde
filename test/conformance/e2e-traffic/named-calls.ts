import { parseYaml } from '../../../sandbox/lib/yaml/index';

/** A call that the corpus describes by a name only. */
export interface NamedCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
}

interface Text {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}
interface HttpRoute {
  readonly match?: readonly { readonly withoutHeaders?: Readonly<Record<string, Text>> }[];
  readonly fault?: { readonly abort?: { readonly httpStatus?: number } };
}

const VALUE = 'jason';

/**
 * The call behind a name such as `do not have end-user header`, and what the documentation of `withoutHeaders` promises
 * for it: the code of these calls is not in the corpus. Undefined when the name says too little.
 */
export function namedCall(name: string, config: string): NamedCall | undefined {
  const headers = headersOf(name);
  const spec = parseYaml(config, { file: 'vs.yaml' }).documents[0]?.value as
    { readonly spec?: { readonly http?: readonly HttpRoute[] } } | undefined;
  const routes = spec?.spec?.http ?? [];
  if (headers === undefined || !routes.some(({ match }) => match?.some((one) => one.withoutHeaders)))
    return undefined;
  const route = routes.find(
    ({ match }) => !match || match.some((one) => isWithout(one.withoutHeaders, headers)),
  );
  return route && { headers, status: route.fault?.abort?.httpStatus ?? 200 };
}

function headersOf(name: string): Readonly<Record<string, string>> | undefined {
  const absent = /^do not have (\S+) header$/.exec(name);
  if (absent) return {};
  const empty = /^have (\S+) header but value is empty$/.exec(name)?.[1];
  if (empty !== undefined) return { [empty]: '' };
  const present = /^have (\S+) header and value$/.exec(name)?.[1];
  if (present !== undefined) return { [present]: VALUE };
  const [, header, not, value = ''] = /^(\S+) is (not )?(\S+)$/.exec(name) ?? [];
  return header === undefined ? undefined : { [header]: not === undefined ? value : `not-${value}` };
}

function isWithout(
  unwanted: Readonly<Record<string, Text>> = {},
  headers: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(unwanted).every(([name, text]) => !has(text, headers[name]));
}

/** `*` asks for the header; what is missing is as good as empty to everything else. */
function has({ exact, prefix, regex }: Text, value: string | undefined): boolean {
  if (regex === '*') return value !== undefined;
  const text = value ?? '';
  if (exact !== undefined) return text === exact;
  if (prefix !== undefined) return text.startsWith(prefix);
  return regex !== undefined && new RegExp(`^(?:${regex})$`).test(text);
}
