import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import Translate from '@docusaurus/Translate';

/** One line: what this is not, and the licence. */
export default function Footer(): ReactNode {
  return (
    <footer className="dd-footer">
      <div className="dd-footer__inner">
        <span>
          <Translate id="footer.what" description="What the site is, in one line">
            Drydock is a simulator. Nothing you type leaves this tab.
          </Translate>
        </span>
        <Link to="/docs/limits">
          <Translate id="footer.limits" description="Link to the page on how faithful the simulator is">
            How faithful is it?
          </Translate>
        </Link>
        <Link to="/docs/glossary">
          <Translate id="footer.glossary" description="Link to the glossary">
            Glossary
          </Translate>
        </Link>
        <span>Apache-2.0</span>
      </div>
    </footer>
  );
}
