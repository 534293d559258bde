import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import Translate from '@docusaurus/Translate';
import Heading from '@theme/Heading';

/** An unknown address, told the way a proxy tells it. */
export default function NotFoundContent(): ReactNode {
  return (
    <main className="dd-not-found">
      <p className="dd-not-found__flag">
        <code>404 NR</code>
      </p>
      <Heading as="h1">
        <Translate id="notFound.title" description="Heading of the 404 page">
          No route matched
        </Translate>
      </Heading>
      <p>
        <Translate id="notFound.why" description="Why the page is missing, in a proxy's words">
          The host is right, but no page answers this path. The link may be old, or a letter is missing.
        </Translate>
      </p>
      <p>
        <Link to="/docs">
          <Translate id="notFound.next" description="Link from the 404 page to the start page">
            See all lessons
          </Translate>
        </Link>
      </p>
    </main>
  );
}
