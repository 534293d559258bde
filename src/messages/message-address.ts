/** The page of a finding's message, below the site's base; findings that are not istioctl's have none. */
export function messageAddress(code: string): string | undefined {
  return /^IST\d{4}$/.test(code) ? `/messages/${code}` : undefined;
}
