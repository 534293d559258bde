import type { FieldError } from '../../kube/index';
import type { Field } from '../kinds/field';

/** A warning that `istioctl analyze` reports under a code of its own. */
export interface Warning extends FieldError {
  readonly analysis?: { readonly type: string; readonly args: readonly string[] };
}

/**
 * Errors and warnings of one object, joined the way istiod joins them: one alone is printed bare, several as a
 * bulleted list; some of its checks make a list even of one.
 */
export class Findings {
  readonly errors: FieldError[] = [];
  readonly warnings: Warning[] = [];
  #listed = false;

  error(where: Field, message: string): void {
    this.errors.push({ path: where.path, message });
    if (this.errors.length > 1) this.#listed = true;
  }

  /** Like {@link error}, for checks whose error is a list even when it is alone. */
  listedError(where: Field, message: string): void {
    this.error(where, message);
    this.#listed = true;
  }

  /** Adds the message when there is one. */
  check(where: Field, message: string | undefined): void {
    if (message !== undefined) this.error(where, message);
  }

  warning(where: Field, message: string, analysis?: Warning['analysis']): void {
    this.warnings.push({ path: where.path, message, ...(analysis && { analysis }) });
  }

  add(other: Findings): void {
    this.addErrors(other);
    this.warnings.push(...other.warnings);
  }

  /** Takes the errors only: istiod drops the warnings of some nested checks. */
  addErrors(other: Findings): void {
    if (other.errors.length === 0) return;
    this.#listed = this.errors.length > 0 || other.#listed;
    this.errors.push(...other.errors);
  }

  /** Puts words before each error, as Go's multierror.Prefix does. */
  prefixErrors(prefix: string): void {
    this.errors.splice(
      0,
      this.errors.length,
      ...this.errors.map((error) => ({ ...error, message: `${prefix} ${error.message}` })),
    );
  }

  /** The errors as one text; empty when there are none. */
  get errorText(): string {
    return joined(
      this.errors.map((error) => error.message),
      this.#listed,
    );
  }
}

/** Joins messages as Go's multierror prints them. */
export function joined(messages: readonly string[], listed = messages.length > 1): string {
  if (messages.length === 0) return '';
  if (!listed) return messages[0] ?? '';
  const title = messages.length === 1 ? '1 error occurred:' : `${String(messages.length)} errors occurred:`;
  return `${title}\n${messages.map((message) => `\t* ${message}\n`).join('')}\n`;
}
