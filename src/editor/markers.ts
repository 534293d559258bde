import type { Diagnostic } from '../../sandbox/index';
import { MarkerSeverity, type editor } from './monaco';

const SEVERITY = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
} as const;

/** The engine's findings as squiggles; one without a place is put on the first line. */
export function toMarkers(diagnostics: readonly Diagnostic[]): editor.IMarkerData[] {
  return diagnostics.map(({ code, severity, message, range }) => ({
    code,
    message,
    severity: SEVERITY[severity],
    startLineNumber: range?.start.line ?? 1,
    startColumn: range?.start.column ?? 1,
    endLineNumber: range?.end.line ?? 1,
    endColumn: range?.end.column ?? 200,
  }));
}
