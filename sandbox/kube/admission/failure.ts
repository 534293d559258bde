import { ApiError } from '../api-error';
import type { KindDeclaration } from '../kind';
import type { KubeObject } from '../object';
import type { Admission } from './admit';
import { causeText } from './finding';

/** The failure a refused object ends in. @param admission one with errors */
export function admissionFailure(admission: Admission, kind: KindDeclaration, object: KubeObject): ApiError {
  const [first] = admission.errors;
  const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1);
  const unreadable = `${kind.kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind.kind}`;
  const messages = admission.errors.map((error) => error.message).join(', ');
  if (first?.stage === 'strict')
    return new ApiError('BadRequest', 400, `${unreadable}: strict decoding error: ${messages}`);
  if (first?.stage === 'decode') return new ApiError('BadRequest', 400, `${unreadable}: ${messages}`);
  if (first?.stage === 'validate' && kind.webhook !== undefined)
    return new ApiError(
      '',
      400,
      `admission webhook ${JSON.stringify(kind.webhook)} denied the request: ${admission.denial ?? messages}`,
    );
  const causes = admission.errors.map((error) => ({ field: error.path, message: causeText(error) }));
  const qualified = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  const text = causes.map((cause) => cause.message);
  const all = text.length === 1 ? (text[0] ?? '') : `[${text.join(', ')}]`;
  const name = object.metadata.name;
  return new ApiError('Invalid', 422, `${qualified} ${JSON.stringify(name)} is invalid: ${all}`, causes, {
    kind: kind.kind,
    name,
  });
}
