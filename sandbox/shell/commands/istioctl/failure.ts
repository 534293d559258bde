/** A failure that istioctl prints as `Error: …`; the text is what comes behind. */
export class IstioctlError extends Error {
  override readonly name = 'IstioctlError';
  constructor(
    text: string,
    readonly exitCode = 1,
  ) {
    super(text);
  }
}

/** Exit codes of istioctl by what went wrong. */
export const exitCodes = { usage: 64, unparsedFiles: 65, findings: 79 } as const;
