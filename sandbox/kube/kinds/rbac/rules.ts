import { compareText } from '../../../lib/compare-text';
import type { KubeObject } from '../../object';
import { records, strings } from '../../read';

/** A rule with one value of each field that says what it is about, as descriptions list it. */
interface Line {
  readonly verbs: readonly string[];
  readonly group: string | undefined;
  readonly resource: string | undefined;
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

/**
 * The rules of a role as rows of a table: one per resource or path, verbs for the same resource joined, ordered by what they
 * allow (k8s.io/kubectl/pkg/util/rbac).
 */
export function ruleRows(role: KubeObject): readonly (readonly string[])[] {
  const lines = records(role['rules']).flatMap(brokenDown);
  const joined = new Map<string, Line>();
  for (const [index, line] of lines.entries()) {
    const simple = line.resource !== undefined && line.urls.length === 0 && line.names.length < 2;
    const id = simple ? JSON.stringify([line.group, line.resource, line.names]) : String(index);
    const known = joined.get(id);
    joined.set(id, known ? { ...known, verbs: [...known.verbs, ...line.verbs] } : line);
  }
  return [...joined.values()]
    .sort((a, b) => compareText(sortText(a), sortText(b)))
    .map((line) => [resourceText(line), goList(line.urls), goList(line.names), goList(line.verbs)]);
}

function brokenDown(rule: Readonly<Record<string, unknown>>): readonly Line[] {
  const verbs = strings(rule['verbs']);
  const about = strings(rule['apiGroups']).flatMap((group) =>
    strings(rule['resources']).flatMap((resource): readonly Line[] => {
      const names = strings(rule['resourceNames']);
      return (names.length === 0 ? [[]] : names.map((name) => [name])).map((one) => ({
        verbs,
        group,
        resource,
        names: one,
        urls: [],
      }));
    }),
  );
  const paths = strings(rule['nonResourceURLs']).map((url): Line => {
    return { verbs, group: undefined, resource: undefined, names: [], urls: [url] };
  });
  return [...about, ...paths];
}

/** The order is that of the rules as Go prints them. */
function sortText({ verbs, group, resource, names, urls }: Line): string {
  const given = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);
  return [verbs, given(group), given(resource), names, urls].map(goList).join();
}

/** `deployments.apps/scale`. */
function resourceText({ resource, group }: Line): string {
  if (resource === undefined) return '';
  const [type = '', sub] = resource.split(/\/(.*)/s);
  return `${type}${group ? `.${group}` : ''}${sub === undefined ? '' : `/${sub}`}`;
}

function goList(values: readonly string[]): string {
  return `[${values.join(' ')}]`;
}
