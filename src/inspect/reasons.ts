import type { RejectedChoice, Saying } from '../../sandbox/index';
import { inJapanese } from './japanese';
import { inKorean } from './korean';

const tongues: Readonly<Record<string, (saying: Saying) => string>> = { ko: inKorean, ja: inJapanese };

/** Why something was passed over, in the reader's language. */
export function reasonOf(
  { because, reason }: Pick<RejectedChoice, 'because' | 'reason'>,
  locale: string,
): string {
  return tongues[locale]?.(because) ?? reason;
}
