import { jsonProblem } from '../json-problem';

/** True when the text is JSON that stops before its last bracket closes (kubectl: `unexpected EOF`). */
export function endsInsideJson(text: string): boolean {
  return text.trimStart().startsWith('{') && jsonProblem(text) === 'unexpected end of JSON input';
}
