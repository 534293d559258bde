/** How many looks there are before they repeat. */
const LOOKS = 4;

/** The versions of the demo apps, so that those which stand beside each other differ. */
const KNOWN: Readonly<Record<string, number>> = { safe: 1, risky: 2, original: 1, experimental: 2 };

/**
 * The look (1 to 4) of a workload version: a colour and a pattern. Depends on the name alone, so it is the same in
 * every pane, on every page and in the page the server rendered.
 */
export function versionLook(version: string): number {
  const known = KNOWN[version];
  if (known !== undefined) return known;
  const number = /^v?(\d+)/.exec(version)?.[1];
  if (number !== undefined) return ((Number(number) - 1 + LOOKS) % LOOKS) + 1;
  let sum = 0;
  for (const character of version) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (sum % LOOKS) + 1;
}
