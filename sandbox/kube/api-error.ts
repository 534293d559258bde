/** Kubernetes' `Status` of a failed call; kubectl prints it as `Error from server (Reason): message`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /**
   * @param reason Kubernetes' StatusReason, such as `NotFound`, `Invalid`, `BadRequest`, `AlreadyExists`
   * @param code the HTTP status it travels with
   */
  constructor(
    readonly reason: string,
    readonly code: number,
    message: string,
    readonly details?: { readonly field?: string }[],
  ) {
    super(message);
  }
}
