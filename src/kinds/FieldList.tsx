import type { ReactNode } from 'react';
import { Prose } from '../messages/Prose';
import { Codes } from './Codes';
import { insideOf, pathOf, type FieldData } from './kind-data';
import styles from './Kinds.module.css';
import { words } from './words';

interface FieldListProps {
  readonly fields: readonly FieldData[];
  /** Where they stand; empty at the top. */
  readonly parent: string;
}

/** Fields with what stands below them; each has an address on the page. */
export function FieldList({ fields, parent }: FieldListProps): ReactNode {
  return (
    <ul className={styles.fields}>
      {fields.map((field) => {
        const path = pathOf(parent, field.name);
        return (
          <li key={path} id={path}>
            <Field field={field} path={path} />
            {field.fields && <FieldList fields={field.fields} parent={insideOf(path, field.type)} />}
          </li>
        );
      })}
    </ul>
  );
}

function Field({ field, path }: { readonly field: FieldData; readonly path: string }): ReactNode {
  const { name, type, text, translated, required, words: values, unsupported, sameAs } = field;
  return (
    <>
      <p className={styles.head}>
        <a className={styles.name} href={`#${path}`} title={path}>
          {name}
        </a>{' '}
        <span className={styles.type}>{type}</span>
        {required && <span className={styles.required}> {words.required}</span>}
      </p>
      {text !== undefined && (
        <p lang={translated ? undefined : 'en'}>
          <Prose>{text}</Prose>
        </p>
      )}
      {values && (
        <p>
          {words.oneOf}: <Codes words={values} />
        </p>
      )}
      {sameAs !== undefined && (
        <p>
          {words.sameAs} <a href={`#${sameAs.replace(/(\[\]|\.\*)+$/, '')}`}>{sameAs}</a>
        </p>
      )}
      {unsupported !== undefined && (
        <p className={styles.unsupported}>
          {words.notSimulated}:{' '}
          <span lang="en">
            <Prose>{unsupported}</Prose>
          </span>
        </p>
      )}
    </>
  );
}
