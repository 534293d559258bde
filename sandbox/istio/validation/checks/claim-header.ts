const prefix = '@request.auth.claims';

/** Whether a header's name means a claim of the caller's token: `@request.auth.claims.sub` or `…[sub]`. */
export function isClaimHeader(name: string): boolean {
  if (!name.toLowerCase().startsWith(prefix)) return false;
  const claim = name.slice(prefix.length);
  if (claim.startsWith('.')) return claim.length > 1;
  return claim.startsWith('[') && claim.endsWith(']') && claim.length > 2;
}
