import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Prose } from '../messages/Prose';
import { Codes } from './Codes';
import { FieldList } from './FieldList';
import type { KindData } from './kind-data';
import styles from './Kinds.module.css';
import { words } from './words';

interface KindPageProps {
  readonly kinds: readonly KindData[];
  /** Its path ends with the kind's address. */
  readonly route: { readonly path: string };
}

/** A kind: how it is called, what kubectl shows of it, and every field. */
export default function KindPage({ kinds, route }: KindPageProps): ReactNode {
  const found = kinds.find(({ address }) => route.path.endsWith(`/kinds/${address}`));
  if (!found) throw new Error(`no kind has the address ${route.path}`);
  const { kind, group, versions, names, namespaced, columns, text, fields } = found;
  return (
    <Layout title={`${kind} ${group}`} description={text.replaceAll('`', '')}>
      <main className={styles.page}>
        <article className="markdown">
          <nav className={styles.path} aria-label={words.path}>
            <ul className="breadcrumbs">
              <li className="breadcrumbs__item">
                <Link className="breadcrumbs__link" to="/kinds">
                  {words.title}
                </Link>
              </li>
              <li className="breadcrumbs__item breadcrumbs__item--active">
                <span className="breadcrumbs__link">{group}</span>
              </li>
            </ul>
          </nav>
          <h1>{kind}</h1>
          <p className={styles.measure} lang="en">
            <Prose>{text}</Prose>
          </p>
          <dl className={styles.facts}>
            <Fact name={words.versions} values={versions.map((version) => `${group}/${version}`)} />
            <Fact name={words.names} values={names} />
            <Fact name={words.columns} values={columns} />
            <dt>{words.scope}</dt>
            <dd>{namespaced ? words.namespaced : words.clusterWide}</dd>
          </dl>
          <h2>{words.fields}</h2>
          <FieldList fields={fields} parent="" />
        </article>
      </main>
    </Layout>
  );
}

function Fact({ name, values }: { readonly name: string; readonly values: readonly string[] }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Codes words={values} />
      </dd>
    </>
  );
}
