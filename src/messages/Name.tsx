import { Fragment, type ReactNode } from 'react';

/** The name of a message, which may be broken between its words. */
export function Name({ children }: { readonly children: string }): ReactNode {
  return children.split(/(?=[A-Z][a-z])/).map((word, index) => (
    <Fragment key={String(index)}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}
