/** The languages that tell the record's sentences in words of their own. */
export type Told = 'ko' | 'ja';

/** How the record says something, and how each language tells its parts. */
export type Telling = readonly [said: RegExp, tell: Readonly<Record<Told, (...parts: string[]) => string>>];

/** What is said, told in the reader's language; as it is where there is no telling of it. */
export function tell(tellings: readonly Telling[], said: string, locale: string): string {
  if (locale !== 'ko' && locale !== 'ja') return said;
  for (const [pattern, words] of tellings) {
    const found = pattern.exec(said);
    if (found) return words[locale](...found.slice(1).map((part: string | undefined) => part ?? ''));
  }
  return said;
}
