import { compareText } from '../../../lib/compare-text';
import {
  ApiError,
  apiVersionOf,
  meets,
  parseSelector,
  plain,
  SelectorError,
  qualifiedResource,
  type KindDeclaration,
  type KubeObject,
  type Requirement,
} from '../../../kube/index';
import { clientError, failureOf, KubectlError, combine } from './failure';
import type { Session } from './session';

/** A resource type as typed: the kind, and the version when one was named (`vs.v1beta1.networking.istio.io`). */
export interface ResourceType {
  readonly kind: KindDeclaration;
  readonly apiVersion: string;
}

/** An object that was asked for by name. */
export interface NamedResource extends ResourceType {
  readonly name: string;
}

/** What the positional words of get, describe, delete … mean. */
export interface ResourceArguments {
  readonly types: readonly ResourceType[];
  /** Undefined when only types were given. */
  readonly names?: readonly NamedResource[];
}

/** Finds a resource type. @throws KubectlError when the server has none */
export function resourceType(word: string, session: Session): ResourceType {
  const { kinds } = session.api;
  const kind = kinds.byResource(word);
  if (!kind) throw clientError(`the server doesn't have a resource type "${word.split('.')[0] ?? word}"`);
  const version = kind.versions.find((candidate) => word.toLowerCase().split('.')[1] === candidate);
  return { kind, apiVersion: apiVersionOf(kind, version) };
}

/** The types a word such as `vs,dr`, `all` or `istio-io` stands for. */
export function resourceTypes(word: string, session: Session): readonly ResourceType[] {
  return word.split(',').flatMap((part) => {
    const category = session.api.kinds.all.filter((kind) => kind.categories?.includes(part)).sort(byGroup);
    if (category.length > 0) return category.map((kind) => ({ kind, apiVersion: apiVersionOf(kind) }));
    return [resourceType(part, session)];
  });
}

/** The order the server lists types in: Kubernetes' own groups first, then groups and plurals by the alphabet. */
export function byGroup(a: KindDeclaration, b: KindDeclaration): number {
  const own = Number(a.custom ?? false) - Number(b.custom ?? false);
  return own || compareText(a.group, b.group) || compareText(a.plural, b.plural);
}

/** Reads `TYPE[,TYPE] [NAME...]` or `TYPE/NAME...`. Answers undefined when there are no words. */
export function readResourceArguments(
  words: readonly string[],
  session: Session,
): ResourceArguments | undefined {
  const [first, ...rest] = words;
  if (first === undefined) return undefined;
  if (words.some((word) => word.includes('/'))) return slashArguments(words, session);
  const types = resourceTypes(first, session);
  if (rest.length === 0) return { types };
  const names = types.flatMap((type) => rest.map((name) => ({ ...type, name })));
  return { types, names };
}

function slashArguments(words: readonly string[], session: Session): ResourceArguments {
  const names = words.map((word) => {
    const parts = word.split('/');
    const [type = '', name = ''] = parts;
    if (parts.length === 1)
      throw clientError(
        "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
      );
    if (parts.length !== 2 || type === '' || name === '')
      throw clientError('arguments in resource/name form must have a single resource and name');
    return { ...resourceType(type, session), name };
  });
  return { types: [...new Map(names.map((named) => [named.kind, named])).values()], names };
}

/** What a verb that needs a resource says when it gets none. */
export function missingResource(verb: string): string {
  return `You must specify the type of resource to ${verb}. Use "kubectl api-resources" for a complete list of supported resources.`;
}

/** What delete, label, patch … say when nothing says which object. */
export const NOTHING_GIVEN = `error: You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** The requirements of -l. @param type what is being listed, for the server's complaint */
export function readSelector(type: ResourceType, session: Session): readonly Requirement[] {
  const typed = session.input.flag('selector');
  if (typed === undefined) return [];
  try {
    return parseSelector(typed);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw new ApiError('BadRequest', 400, `${unableToFind(type, session)}: ${error.message}`);
  }
}

function unableToFind({ kind, apiVersion }: ResourceType, session: Session): string {
  const version = apiVersion.includes('/') ? apiVersion : `/${apiVersion}`;
  const label = JSON.stringify(session.input.flag('selector') ?? '');
  const field = JSON.stringify(session.input.flag('field-selector') ?? '');
  return `Unable to find "${version}, Resource=${kind.plural}" that match label selector ${label}, field selector ${field}`;
}

/** An object together with the type it was asked as. */
export interface Found extends ResourceType {
  readonly object: KubeObject;
}

/** Fetches what the arguments name; failures of single objects are collected. */
export function findObjects(
  args: ResourceArguments,
  session: Session,
): { readonly found: readonly Found[]; readonly errors: readonly KubectlError[] } {
  if (!args.names) return { found: args.types.flatMap((type) => listObjects(type, session)), errors: [] };
  const found: Found[] = [];
  const errors: KubectlError[] = [];
  for (const named of args.names) {
    try {
      found.push({ ...named, object: getObject(named, session) });
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      errors.push(failure);
    }
  }
  return { found, errors };
}

/** Objects of a type in the namespace at hand that the selectors take. */
export function listObjects(type: ResourceType, session: Session): readonly Found[] {
  const { api } = session;
  const namespace = session.allNamespaces ? undefined : session.namespace;
  const requirements = readSelector(type, session);
  const fields = readFieldSelector(type, session);
  return api
    .list(api.kinds.keyOf(type.kind), namespace)
    .filter((object) => meets(requirements, object.metadata.labels) && fields(object))
    .map((object) => ({ ...type, object: inVersion(object, type) }));
}

/** One object by name. @throws ApiError NotFound */
export function getObject({ kind, apiVersion, name }: NamedResource, session: Session): KubeObject {
  const { api } = session;
  const namespace = kind.namespaced ? session.namespace : '';
  const object = api.get({ kind: api.kinds.keyOf(kind), namespace, name });
  if (object) return inVersion(object, { kind, apiVersion });
  throw new ApiError('NotFound', 404, `${qualifiedResource(kind)} ${JSON.stringify(name)} not found`);
}

/** `Error from server (NotFound): …` for one object. */
export function notFound(kind: KindDeclaration, name: string): KubectlError {
  return new KubectlError(
    `Error from server (NotFound): ${qualifiedResource(kind)} ${JSON.stringify(name)} not found`,
  );
}

/** Ends the verb with all collected failures, if there are any. */
export function throwAll(errors: readonly KubectlError[]): void {
  if (errors.length > 0) throw combine(errors);
}

/** `virtualservice.networking.istio.io`, as kubectl names an object's type. */
export function typeName(kind: KindDeclaration): string {
  return kind.group === '' ? kind.singular : `${kind.singular}.${kind.group}`;
}

/** The object as another served version of its kind shows it. */
export function inVersion(object: KubeObject, { apiVersion }: ResourceType): KubeObject {
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}

/** Reads --field-selector. Custom resources only know metadata.name and metadata.namespace. */
function readFieldSelector(type: ResourceType, session: Session): (object: KubeObject) => boolean {
  const typed = session.input.flag('field-selector');
  if (typed === undefined || typed === '') return () => true;
  const terms = typed.split(',').map((term) => {
    const [, path, operator, value] = /^([^=!]+)(!=|==|=)(.*)$/.exec(term) ?? [];
    if (path === undefined || value === undefined)
      throw clientError(`invalid field selector: "${typed}"; can't understand '${term}'`);
    if (type.kind.custom === true && path !== 'metadata.name' && path !== 'metadata.namespace')
      throw new ApiError(
        'BadRequest',
        400,
        `${unableToFind(type, session)}: field label not supported: ${path}`,
      );
    return { path, negated: operator === '!=', value };
  });
  return (object) =>
    terms.every(({ path, negated, value }) => (fieldText(object, path) === value) !== negated);
}

function fieldText(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const step of path.split('.'))
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  return plain(value);
}
