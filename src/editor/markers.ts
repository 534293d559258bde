import type { Diagnostic } from '../../sandbox/index';
import { MarkerSeverity, Uri, type editor } from './monaco';

const SEVERITY = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
} as const;

/**
 * The engine's findings as squiggles; one without a place is put on the first line.
 * @param pageOf the address that explains a code
 */
export function toMarkers(
  diagnostics: readonly Diagnostic[],
  pageOf: (code: string) => string | undefined,
): editor.IMarkerData[] {
  return diagnostics.map(({ code, severity, message, range }) => ({
    code: linked(code, pageOf(code)),
    message,
    severity: SEVERITY[severity],
    startLineNumber: range?.start.line ?? 1,
    startColumn: range?.start.column ?? 1,
    endLineNumber: range?.end.line ?? 1,
    endColumn: range?.end.column ?? 200,
  }));
}

function linked(code: string, page: string | undefined): editor.IMarkerData['code'] {
  return page === undefined ? code : { value: code, target: Uri.parse(page) };
}
