import { translate } from '@docusaurus/Translate';

export const words = {
  label: translate({ id: 'editor.label', message: 'Editor' }),
  files: translate({ id: 'editor.files', message: 'Files' }),
  apply: translate({ id: 'editor.apply', message: 'Apply' }),
  notApplied: translate({ id: 'editor.notApplied', message: 'not applied' }),
  newFile: translate({ id: 'editor.newFile', message: 'New file' }),
  loading: translate({ id: 'editor.loading', message: 'The editor is loading.' }),
  applied: translate({ id: 'editor.applied', message: 'Applied' }),
  refused: translate({ id: 'editor.refused', message: 'Not applied' }),
  leave: translate({ id: 'editor.leave', message: 'Esc then Tab leaves the editor' }),
  dismiss: translate({ id: 'editor.dismiss', message: 'Dismiss' }),
  problems: (count: number): string =>
    translate({ id: 'editor.problems', message: '{count} problems' }, { count: String(count) }),
  explained: (code: string): string =>
    translate({ id: 'editor.explained', message: 'What {code} means' }, { code }),
  line: (line: number): string =>
    translate({ id: 'editor.line', message: 'line {line}' }, { line: String(line) }),
  severity: {
    error: translate({ id: 'editor.severity.error', message: 'Error' }),
    warning: translate({ id: 'editor.severity.warning', message: 'Warning' }),
    info: translate({ id: 'editor.severity.info', message: 'Note' }),
  },
} as const;
