import { ApiError } from '../api-error';
import type { KindDeclaration } from '../kind';
import type { KubeObject } from '../object';

/** `virtualservices.networking.istio.io`, as the server names a resource. */
export function qualifiedResource(kind: KindDeclaration): string {
  return kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`;
}

export function unknownResource(): ApiError {
  return new ApiError('NotFound', 404, 'the server could not find the requested resource');
}

export function notFound(kind: KindDeclaration, name: string): ApiError {
  return new ApiError('NotFound', 404, `${qualifiedResource(kind)} ${JSON.stringify(name)} not found`);
}

export function namespaceNotFound(namespace: string): ApiError {
  return new ApiError('NotFound', 404, `namespaces ${JSON.stringify(namespace)} not found`);
}

export function alreadyExists(kind: KindDeclaration, { metadata }: KubeObject): ApiError {
  const ending = metadata.deletionTimestamp === undefined ? '' : 'object is being deleted: ';
  return new ApiError(
    'AlreadyExists',
    409,
    `${ending}${qualifiedResource(kind)} ${JSON.stringify(metadata.name)} already exists`,
  );
}

export function conflict(kind: KindDeclaration, name: string): ApiError {
  const text = 'the object has been modified; please apply your changes to the latest version and try again';
  return new ApiError(
    'Conflict',
    409,
    `Operation cannot be fulfilled on ${qualifiedResource(kind)} ${JSON.stringify(name)}: ${text}`,
  );
}
