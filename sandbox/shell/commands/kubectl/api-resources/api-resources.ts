import { apiVersionOf, type KindDeclaration } from '../../../../kube/index';
import { formatTable } from '../../../../lib/table';
import { clientError } from '../failure';
import { byGroup } from '../resources';
import { kubectlVerb, type Session } from '../session';

const VERBS = 'delete,deletecollection,get,list,patch,create,update,watch';

/** Lists what the server serves. */
export const apiResources = kubectlVerb(
  {
    path: ['kubectl', 'api-resources'],
    summary: 'Print the supported API resources on the server',
    usage: 'kubectl api-resources',
    flags: [
      { long: 'api-group', type: 'string', placeholder: 'GROUP', summary: 'only this group' },
      { long: 'namespaced', type: 'switch', summary: 'only namespaced ones, or with =false only the others' },
      { long: 'output', short: 'o', type: 'string', values: ['wide', 'name'], summary: 'wide or name' },
      { long: 'no-headers', type: 'switch', summary: 'no header line' },
      { long: 'sort-by', type: 'string', values: ['name', 'kind'], summary: 'name or kind' },
      { long: 'verbs', type: 'list', summary: 'only those that know these verbs' },
      { long: 'categories', type: 'list', summary: 'only those of these categories' },
      { long: 'cached', type: 'switch', summary: 'use what is known already' },
    ],
    examples: ['kubectl api-resources'],
  },
  function* (session) {
    const { input } = session;
    if (input.positional.length > 0)
      throw clientError(
        `unexpected arguments: [${input.positional.join(' ')}]\nSee 'kubectl api-resources -h' for help and examples`,
      );
    const kinds = selected(session);
    const output = input.flag('output') ?? '';
    if (output !== '' && output !== 'wide' && output !== 'name')
      throw clientError(`--output ${output} is not available`);
    if (output === 'name') {
      yield* session.print(
        kinds.map((kind) => `${kind.plural}${kind.group === '' ? '' : `.${kind.group}`}\n`).join(''),
      );
      return 0;
    }
    const wide = output === 'wide';
    const header = [
      'NAME',
      'SHORTNAMES',
      'APIVERSION',
      'NAMESPACED',
      'KIND',
      ...(wide ? ['VERBS', 'CATEGORIES'] : []),
    ];
    const rows = kinds.map((kind) => [
      kind.plural,
      kind.shortNames.join(','),
      apiVersionOf(kind),
      String(kind.namespaced),
      kind.kind,
      ...(wide ? [VERBS, (kind.categories ?? []).join(',')] : []),
    ]);
    yield* session.print(formatTable(input.has('no-headers') ? rows : [header, ...rows]));
    return 0;
  },
);

function selected(session: Session): readonly KindDeclaration[] {
  const { input } = session;
  const group = input.flag('api-group');
  const namespaced = input.flag('namespaced');
  const categories = input.list('categories').flatMap((words) => words.split(','));
  const verbs = input.list('verbs').flatMap((words) => words.split(','));
  const known = VERBS.split(',');
  const sort = input.flag('sort-by');
  return session.api.kinds.all
    .filter(
      (kind) =>
        (group === undefined || kind.group === group) &&
        (namespaced === undefined || String(kind.namespaced) === namespaced) &&
        categories.every((category) => kind.categories?.includes(category) === true) &&
        verbs.every((verb) => known.includes(verb)),
    )
    .sort((a, b) =>
      sort === 'kind'
        ? a.kind < b.kind
          ? -1
          : 1
        : sort === 'name'
          ? a.plural < b.plural
            ? -1
            : 1
          : byGroup(a, b),
    );
}
