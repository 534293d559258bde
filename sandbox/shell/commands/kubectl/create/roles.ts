import { compareText } from '../../../../lib/compare-text';
import type { Command, Flag } from '../../../command';
import { clientError, KubectlError } from '../failure';
import { resourceType } from '../resources';
import type { Session } from '../session';
import { generator } from './generators';

const VERBS: Flag = {
  long: 'verb',
  type: 'list',
  placeholder: 'VERB',
  summary: 'what may be done with the resources',
};
const RESOURCES: readonly Flag[] = [
  { long: 'resource', type: 'list', placeholder: 'TYPE[.GROUP][/PART]', summary: 'types the rule is about' },
  { long: 'resource-name', type: 'list', placeholder: 'NAME', summary: 'only objects with these names' },
];

/** `kubectl create role NAME --verb=… --resource=…`. */
export const createRole: Command = generator({
  path: ['role'],
  summary: 'Create a role with single rule',
  flags: [VERBS, ...RESOURCES],
  make: (name, session) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name },
    rules: resourceRules(readVerbs(session), session),
  }),
});

/** `kubectl create clusterrole NAME --verb=… (--resource=… | --non-resource-url=…)`. */
export const createClusterRole: Command = generator({
  path: ['clusterrole'],
  summary: 'Create a cluster role',
  flags: [
    VERBS,
    ...RESOURCES,
    { long: 'non-resource-url', type: 'list', placeholder: 'PATH', summary: 'paths the rule is about' },
  ],
  make: (name, session) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: clusterRules(session),
  }),
});

function clusterRules(session: Session): readonly unknown[] {
  const verbs = readVerbs(session);
  const urls = words('non-resource-url', session);
  if (urls.length === 0) return resourceRules(verbs, session);
  if (words('resource', session).length > 0)
    throw new KubectlError('error: cannot specify both resource and nonResourceURLs');
  return [{ nonResourceURLs: urls, verbs }];
}

function readVerbs(session: Session): readonly string[] {
  const verbs = [...new Set(words('verb', session))];
  if (verbs.length === 0) throw clientError('at least one verb must be specified');
  return verbs.includes('*') ? ['*'] : verbs;
}

/** One rule per API group. */
function resourceRules(verbs: readonly string[], session: Session): readonly unknown[] {
  const typed = words('resource', session);
  if (typed.length === 0) throw clientError('at least one resource must be specified');
  const names = words('resource-name', session);
  const groups = new Map<string, string[]>();
  for (const word of typed) {
    const [type = '', part] = word.split(/\/(.*)/s);
    const { group, plural } = type === '*' ? { group: '', plural: '*' } : resourceType(type, session).kind;
    const resource = part === undefined ? plural : `${plural}/${part}`;
    groups.set(group, [...(groups.get(group) ?? []), resource]);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([group, resources]) => ({
      apiGroups: [group],
      ...(names.length > 0 ? { resourceNames: names } : {}),
      resources,
      verbs,
    }));
}

function words(flag: string, session: Session): readonly string[] {
  return session.input
    .list(flag)
    .flatMap((text) => text.split(','))
    .filter((word) => word !== '');
}
