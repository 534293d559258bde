import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';

/** A text with code between backticks; codes of messages lead to their pages. */
export function Prose({ children }: { readonly children: string }): ReactNode {
  return children.split('`').map((part, index) => {
    const key = String(index);
    return index % 2 === 1 ? <code key={key}>{part}</code> : <Linked key={key}>{part}</Linked>;
  });
}

/** A text in which each code of a message leads to its page. @param except the code of the page itself */
export function Linked({
  children,
  except,
}: {
  readonly children: string;
  readonly except?: string;
}): ReactNode {
  return children.split(/(IST\d{4})/).map((part, index) =>
    index % 2 === 0 || part === except ? (
      part
    ) : (
      <Link key={String(index)} to={`/messages/${part}`}>
        {part}
      </Link>
    ),
  );
}
