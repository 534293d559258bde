import { useState, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { useLab, useMaybeLab, useWorld } from '../world/WorldProvider';
import { fieldsOf, withValue, type TextField } from './fields-of';
import styles from './Fields.module.css';
import { words } from './words';

interface FieldsProps {
  /** A file of the home. */
  readonly file: string;
  /** Keys whose values this step is about, separated by spaces. */
  readonly keys: string;
}

/** On a phone: the fields that a step is about, to change with a tap, and the button that applies them. */
export function Fields(props: FieldsProps): ReactNode {
  return useMaybeLab() === undefined ? null : <Chips {...props} />;
}

function Chips({ file, keys }: FieldsProps): ReactNode {
  const { client } = useLab();
  const text = useWorld((state) => state.files.find((known) => known.path === file)?.text) ?? '';
  const applied = useWorld((state) => state.applied[file]);
  const [editing, setEditing] = useState<number>();
  const commit = (field: TextField, next: string): void => {
    setEditing(undefined);
    if (next.trim() !== '') client.write(file, withValue(text, field, next.trim()));
  };
  return (
    <div role="group" aria-label={words.fields(file)} className={styles.fields}>
      {fieldsOf(text, keys.split(' ')).map((field) =>
        editing === field.line ? (
          <input
            key={field.line}
            className={styles.input}
            aria-label={field.key}
            defaultValue={field.value}
            inputMode={/^\d+$/.test(field.value) ? 'numeric' : 'text'}
            autoCapitalize="off"
            autoFocus
            onBlur={(event) => {
              commit(field, event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') event.currentTarget.blur();
              if (event.key === 'Escape') setEditing(undefined);
            }}
          />
        ) : (
          <Button
            key={field.line}
            icon="edit"
            className={styles.chip}
            onClick={() => {
              setEditing(field.line);
            }}
          >
            <code>
              {field.key} <strong>{field.value}</strong>
            </code>
          </Button>
        ),
      )}
      <Button look="primary" disabled={applied === text} onClick={() => void client.apply(file)}>
        {words.apply}
      </Button>
    </div>
  );
}
