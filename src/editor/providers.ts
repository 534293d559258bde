import type { EditorKind } from '../../sandbox/index';
import { languages, type IDisposable } from './monaco';
import { describeField, suggest } from './suggest';
import { yamlContext } from './yaml-context';

/** Registers completion and hover over the cluster's kinds. Answers how to take them back. */
export function registerProviders(kinds: () => readonly EditorKind[]): () => void {
  const registered: IDisposable[] = [
    languages.registerCompletionItemProvider('yaml', {
      triggerCharacters: [' ', '\n', ':'],
      provideCompletionItems(model, position) {
        const context = yamlContext(model.getValue(), position.lineNumber, position.column);
        const word = model.getWordUntilPosition(position);
        const range = {
          startLineNumber: position.lineNumber,
          endLineNumber: position.lineNumber,
          startColumn: word.startColumn,
          endColumn: word.endColumn,
        };
        const indent = ' '.repeat(context.column);
        return {
          suggestions: suggest(kinds(), context).map((item, index) => ({
            label: item.label,
            kind:
              item.what === 'field' ? languages.CompletionItemKind.Field : languages.CompletionItemKind.Value,
            insertText: item.insert.replaceAll('\n', `\n${indent}`),
            insertTextRules: languages.CompletionItemInsertTextRule.KeepWhitespace,
            detail: item.detail,
            sortText: String(index).padStart(4, '0'),
            range,
            ...(item.documentation === undefined ? {} : { documentation: item.documentation }),
          })),
        };
      },
    }),
    languages.registerHoverProvider('yaml', {
      provideHover(model, position) {
        const line = model.getLineContent(position.lineNumber);
        const keyEnd = line.indexOf(':');
        if (keyEnd < 0 || position.column > keyEnd + 1) return null;
        const context = yamlContext(model.getValue(), position.lineNumber, keyEnd + 2);
        const field = describeField(kinds(), context, document.documentElement.lang);
        return field && { contents: [{ value: `\`${field.path}\` · ${field.type}` }, { value: field.text }] };
      },
    }),
  ];
  return () => {
    for (const provider of registered) provider.dispose();
  };
}
