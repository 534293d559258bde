import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { firstSentence, type Messages } from './message-data';
import styles from './Messages.module.css';
import { Name } from './Name';
import { Prose } from './Prose';
import { SeverityMark } from './SeverityMark';
import { words } from './words';

/** Every message with a page, by code, with its name, how bad it is and what it means in a line. */
export default function MessageIndex({ messages }: { readonly messages: Messages }): ReactNode {
  return (
    <Layout title={words.title} description={words.intro.replaceAll('`', '')}>
      <main className={styles.page}>
        <article className="markdown">
          <h1>{words.title}</h1>
          <p className={styles.measure}>
            <Prose>{words.intro}</Prose>
          </p>
          <ul className={styles.list}>
            {messages.explained.map(({ code, name, severity, means }) => (
              <li key={code}>
                <Link className={styles.code} to={`/messages/${code}`}>
                  {code}
                </Link>
                <SeverityMark severity={severity} />
                <div>
                  <span className={styles.name}>
                    <Name>{name}</Name>
                  </span>
                  <p>
                    <Prose>{firstSentence(means)}</Prose>
                  </p>
                </div>
              </li>
            ))}
          </ul>
          <h2>{words.others}</h2>
          <p className={styles.measure}>{words.othersWhy}</p>
          <ul className={styles.others}>
            {messages.others.map(({ code, name }) => (
              <li key={code}>
                <code>{code}</code> <Name>{name}</Name>
              </li>
            ))}
          </ul>
        </article>
      </main>
    </Layout>
  );
}
