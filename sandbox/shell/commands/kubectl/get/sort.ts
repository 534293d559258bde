import { compareText } from '../../../../lib/compare-text';
import { plain } from '../../../../kube/index';
import { clientError, KubectlError } from '../failure';
import { jsonPathValues } from '../print/jsonpath';
import type { Found } from '../resources';
import type { Session } from '../session';

/** Orders objects by the field of --sort-by; without the flag they stay as they are. */
export function sortBy(found: readonly Found[], session: Session): readonly Found[] {
  const expression = session.input.flag('sort-by');
  if (expression === undefined || expression === '') return found;
  const bare = expression.replace(/^\{(.*)\}$/, '$1');
  const values = readableField(bare);
  if (!values) return [];
  const keyed = found.map((one) => ({ one, key: values(one.object)[0] }));
  if (keyed.length > 0 && keyed.every(({ key }) => key === undefined)) return [];
  if (keyed.some(({ key }) => typeof key === 'object' && key !== null))
    throw clientError(`Couldn't find any field with path "{${bare}}" in the list of objects`);
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ one }) => one);
}

/** A field that cannot be read sorts nothing, and then nothing is printed, as with the real tool. */
function readableField(bare: string): ((value: unknown) => readonly unknown[]) | undefined {
  try {
    return jsonPathValues(`{${bare.startsWith('.') ? bare : `.${bare}`}}`);
  } catch (error) {
    if (error instanceof KubectlError) return undefined;
    throw error;
  }
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(plain(a), plain(b));
}
