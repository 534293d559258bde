import clsx from 'clsx';
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { EXAMPLE_FILE } from './cluster';
import type { MessageData } from './message-data';
import styles from './Messages.module.css';
import { Transcript } from './Transcript';
import { useVerdict } from './use-verdict';
import { words } from './words';

/** The manifest that raises the message, to change; below it what the commands print about it. */
export function Example({ message }: { readonly message: MessageData }): ReactNode {
  const [text, setText] = useState(message.example.text);
  const verdict = useVerdict(message, text);
  const forms = [
    { label: words.raises(message.code), form: message.example },
    { label: words.mended, form: message.mended },
  ];
  const lines = text.split('\n').length;
  return (
    <div className={styles.example}>
      <div className={styles.bar}>
        <div role="group" aria-label={words.form} className={styles.forms}>
          {forms.map(({ label, form }) => (
            <button
              key={label}
              type="button"
              aria-pressed={text === form.text}
              onClick={() => {
                setText(form.text);
              }}
            >
              {label}
            </button>
          ))}
        </div>
        <Copy text={commands(text, message.run)} />
      </div>
      <div className={styles.editor}>
        <div className={styles.numbers} aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => index + 1).join('\n')}
        </div>
        <textarea
          aria-label={`${words.manifest}: ${EXAMPLE_FILE}`}
          rows={lines}
          value={text}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onFocus={verdict.warmUp}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </div>
      <div
        role="status"
        aria-label={words.output}
        className={clsx(styles.terminal, verdict.state === 'waiting' && styles.waiting)}
      >
        {verdict.state === 'failed' ? (
          <p>{words.failed}</p>
        ) : (
          <Transcript text={verdict.output} code={message.code} />
        )}
        {verdict.state === 'waiting' && <p>{words.waiting}</p>}
      </div>
    </div>
  );
}

function Copy({ text }: { readonly text: string }): ReactNode {
  const [copied, setCopied] = useState('');
  return (
    <Button
      look="quiet"
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => {
          setCopied(text);
        });
      }}
    >
      {copied === text ? words.copied : words.copy}
    </Button>
  );
}

/** What makes the file and judges it, for a terminal. */
function commands(text: string, run: readonly string[]): string {
  return `cat > ${EXAMPLE_FILE} <<'EOF'\n${text.replace(/\n*$/, '\n')}EOF\n${run.join('\n')}\n`;
}
