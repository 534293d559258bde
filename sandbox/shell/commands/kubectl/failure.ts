import { ApiError } from '../../../kube/index';

/** A failure kubectl prints itself; the text is complete except for its newline. */
export class KubectlError extends Error {
  override readonly name = 'KubectlError';
  constructor(
    text: string,
    readonly exitCode = 1,
  ) {
    super(text);
  }
}

/** `error: …`, as kubectl prints what it finds out itself. */
export function clientError(text: string): KubectlError {
  return new KubectlError(`error: ${text}`);
}

/** `error: …` followed by the hint to the verb's help. */
export function usageError(text: string, verb: string): KubectlError {
  return new KubectlError(`error: ${text}\nSee 'kubectl ${verb} -h' for help and examples`);
}

/**
 * The text of a failed call.
 * @param doing what kubectl says it was doing, such as `error when creating "x.yaml": `
 */
export function serverErrorText(error: ApiError, doing = ''): string {
  const { subject } = error;
  if (error.reason === 'Invalid' && subject) return invalidText(error, subject.kind, subject.name);
  if (error.reason === 'Invalid') return `The request is invalid: ${error.message}`;
  const reason = error.reason === '' ? '' : ` (${error.reason})`;
  return `Error from server${reason}: ${doing}${error.message}`;
}

function invalidText(error: ApiError, kind: string, name: string): string {
  const causes = [...new Set((error.details ?? []).map((cause) => cause.message))];
  const [only = error.message] = causes;
  const text = causes.length <= 1 ? only : causes.map((cause) => `\n* ${cause}`).join('');
  return `The ${kind} ${JSON.stringify(name)} is invalid: ${text}`;
}

/** Several failures of one call, as kubectl lists them: only a single one gets `error: ` in front. */
export function combine(errors: readonly KubectlError[]): KubectlError {
  const [first] = errors;
  if (first && errors.length === 1) return first;
  const texts = errors.map((error) => error.message.replace(/^error: /, ''));
  return new KubectlError([...new Set(texts)].join('\n'), first?.exitCode ?? 1);
}

/** Any failure of a verb as kubectl prints it; undefined for what is no failure of its. */
export function failureOf(error: unknown): KubectlError | undefined {
  if (error instanceof KubectlError) return error;
  if (error instanceof ApiError) return new KubectlError(serverErrorText(error));
  return undefined;
}
