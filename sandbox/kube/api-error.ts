/** One thing wrong with one field of a refused object. */
export interface ErrorCause {
  /** Path of the field; empty when the server names none. */
  readonly field: string;
  /** The whole text, such as `spec.host: Required value`. */
  readonly message: string;
}

/** Which object a failure is about, as `Status.details` names it. */
export interface ErrorSubject {
  readonly kind: string;
  readonly name: string;
}

/** Kubernetes' `Status` of a failed call; kubectl prints it as `Error from server (Reason): message`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /**
   * @param reason Kubernetes' StatusReason, such as `NotFound`, `Invalid`, `BadRequest`, `AlreadyExists`; empty for webhooks
   * @param code the HTTP status it travels with
   * @param details the causes of an `Invalid`
   */
  constructor(
    readonly reason: string,
    readonly code: number,
    message: string,
    readonly details?: readonly ErrorCause[],
    readonly subject?: ErrorSubject,
  ) {
    super(message);
  }
}
