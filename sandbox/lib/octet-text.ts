/** A character for each byte, of the byte's number (ISO 8859-1). */
export function octetText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
