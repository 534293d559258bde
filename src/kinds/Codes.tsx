import { Fragment, type ReactNode } from 'react';

/** Words as code, with a space between for those who listen or copy. */
export function Codes({ words }: { readonly words: readonly string[] }): ReactNode {
  return words.map((word) => (
    <Fragment key={word}>
      <code>{word}</code>{' '}
    </Fragment>
  ));
}
