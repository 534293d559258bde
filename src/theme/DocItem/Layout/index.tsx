import type { ReactNode } from 'react';
import DocItemLayout from '@theme-original/DocItem/Layout';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import DocBreadcrumbs from '@theme/DocBreadcrumbs';
import DocItemContent from '@theme/DocItem/Content';
import DocItemPaginator from '@theme/DocItem/Paginator';
import type { Props } from '@theme/DocItem/Layout';
import { Lab } from '@site/src/lab/index';

/** A page whose front matter names a lab gets the workbench beside its prose and the whole width. */
export default function Layout(props: Props): ReactNode {
  const { frontMatter } = useDoc();
  const lab = (frontMatter as { lab?: string }).lab;
  if (lab === undefined) return <DocItemLayout {...props} />;
  return (
    <Lab id={lab}>
      <article>
        <DocBreadcrumbs />
        <DocItemContent>{props.children}</DocItemContent>
      </article>
      <DocItemPaginator />
    </Lab>
  );
}
