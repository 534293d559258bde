const TOKEN = /\s*(?:([[{])|([\]}])|([,:])|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/y;

/** True when the text is JSON that stops before its last bracket closes (kubectl: `unexpected EOF`). */
export function endsInsideJson(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  let depth = 0;
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    if (token[1] !== undefined) depth++;
    if (token[2] !== undefined) depth--;
    end = TOKEN.lastIndex;
  }
  const rest = text.slice(end).trim();
  return depth > 0 && (rest === '' || rest.startsWith('"'));
}
