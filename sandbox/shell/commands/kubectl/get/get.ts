import { completeResources } from '../complete';
import { clientError } from '../failure';
import { allNamespacesFlag, fileFlags, outputFlag, selectorFlag } from '../flags';
import { printerFor } from '../print/print';
import { throwAll } from '../resources';
import { kubectlVerb } from '../session';
import { readQuery } from './query';
import { printTables } from './tables';
import { sortBy } from './sort';
import { watchObjects } from './watch';

/** Lists objects or shows single ones (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_get/). */
export const get = kubectlVerb(
  {
    path: ['kubectl', 'get'],
    summary: 'Display one or many resources',
    usage: 'kubectl get (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE/NAME ...) [options]',
    flags: [
      ...fileFlags,
      allNamespacesFlag,
      selectorFlag,
      outputFlag,
      { long: 'field-selector', type: 'string', summary: 'fields the objects must have: metadata.name=a' },
      { long: 'watch', short: 'w', type: 'switch', summary: 'go on printing changes' },
      { long: 'watch-only', type: 'switch', summary: 'print changes only' },
      { long: 'no-headers', type: 'switch', summary: 'no header line' },
      { long: 'sort-by', type: 'string', placeholder: 'JSONPATH', summary: 'order lists by a field' },
      { long: 'show-labels', type: 'switch', summary: 'a column with all labels' },
      {
        long: 'label-columns',
        short: 'L',
        type: 'list',
        placeholder: 'KEYS',
        summary: 'a column per label key',
      },
      { long: 'show-kind', type: 'switch', summary: 'names with their type in front' },
      { long: 'show-managed-fields', type: 'switch', summary: 'keep managedFields in the output' },
      { long: 'ignore-not-found', type: 'switch', summary: 'no error for objects that do not exist' },
      { long: 'chunk-size', type: 'number', summary: 'size of the pages of long lists' },
      { long: 'output-watch-events', type: 'switch', summary: 'the kind of each change in a column' },
      { long: 'subresource', type: 'string', summary: 'a part of the object, such as status' },
      { long: 'raw', type: 'string', placeholder: 'PATH', summary: 'ask the server for a path' },
      { long: 'server-print', type: 'switch', summary: 'let the server choose the columns' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    examples: [
      'kubectl get pods',
      'kubectl get vs,dr -A',
      "kubectl get svc -o jsonpath='{.items[*].metadata.name}'",
    ],
  },
  function* (session) {
    const { input } = session;
    if (input.has('raw')) throw clientError('raw requests are not available in the sandbox');
    const printer = printerFor(session);
    const query = yield* readQuery(session);
    yield* session.warnDeprecated(new Set(query.types.map((type) => type.kind)));
    if (input.has('watch') || input.has('watch-only')) return yield* watchObjects(query, session);
    const errors = input.has('ignore-not-found')
      ? query.errors.filter((error) => !error.message.includes('(NotFound)'))
      : query.errors;
    const found = sortBy(query.found, session);
    if (printer) {
      const text = printer(found, { asList: query.isList, noHeaders: input.has('no-headers') });
      if (found.length > 0 || query.isList) yield* session.print(text);
    } else yield* printTables(found, query, session);
    throwAll(errors);
    return 0;
  },
);
