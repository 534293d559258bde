import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Prose } from '../messages/Prose';
import type { KindData } from './kind-data';
import styles from './Kinds.module.css';
import { words } from './words';

/** Every kind, by its API group, with what it is for. */
export default function KindIndex({ kinds }: { readonly kinds: readonly KindData[] }): ReactNode {
  const groups = [...new Set(kinds.map(({ group }) => group))];
  return (
    <Layout title={words.title} description={words.intro.replaceAll('`', '')}>
      <main className={styles.page}>
        <article className="markdown">
          <h1>{words.title}</h1>
          <p className={styles.measure}>
            <Prose>{words.intro}</Prose>
          </p>
          {groups.map((group) => (
            <section key={group}>
              <h2 className={styles.group}>{group}</h2>
              <ul className={styles.list}>
                {kinds
                  .filter((kind) => kind.group === group)
                  .map(({ address, kind, text }) => (
                    <li key={address}>
                      <Link to={`/kinds/${address}`}>{kind}</Link>
                      <span lang="en">
                        <Prose>{text}</Prose>
                      </span>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </article>
      </main>
    </Layout>
  );
}
