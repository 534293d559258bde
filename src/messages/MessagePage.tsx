import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Example } from './Example';
import { firstSentence, type MessageData, type Messages } from './message-data';
import styles from './Messages.module.css';
import { Name } from './Name';
import { Prose } from './Prose';
import { SeverityMark } from './SeverityMark';
import { words } from './words';

interface MessagePageProps {
  readonly messages: Messages;
  /** Its path ends with the message's code. */
  readonly route: { readonly path: string };
}

/** What a message means, what it does to requests, how to mend it, and an example to change. */
export default function MessagePage({ messages: { explained }, route }: MessagePageProps): ReactNode {
  const index = explained.findIndex(({ code }) => route.path.endsWith(code));
  const message = explained[index];
  if (!message) throw new Error(`no message has the address ${route.path}`);
  const { code, name, severity, template, means, effect, mend } = message;
  return (
    <Layout title={`${code} ${name}`} description={firstSentence(means).replaceAll('`', '')}>
      <main className={styles.page}>
        <article className="markdown">
          <nav className={styles.path} aria-label={words.path}>
            <ul className="breadcrumbs">
              <li className="breadcrumbs__item">
                <Link className="breadcrumbs__link" to="/messages">
                  {words.title}
                </Link>
              </li>
              <li className="breadcrumbs__item breadcrumbs__item--active">
                <span className="breadcrumbs__link">{code}</span>
              </li>
            </ul>
          </nav>
          <h1>
            {code}{' '}
            <span className={styles.heading}>
              <Name>{name}</Name>
            </span>
          </h1>
          <p className={styles.template}>
            <SeverityMark severity={severity} /> <code>{template}</code>
          </p>
          <Section title={words.means}>{means}</Section>
          <Section title={words.effect}>{effect}</Section>
          <Section title={words.mend}>{mend}</Section>
          <h2>{words.example}</h2>
          <p className={styles.measure}>
            <Prose>{words.exampleHow}</Prose>
          </p>
          <Example key={code} message={message} />
        </article>
        <nav className="pagination-nav" aria-label={words.neighbours}>
          <Neighbour message={explained[index - 1]} label={words.previous} side="prev" />
          <Neighbour message={explained[index + 1]} label={words.next} side="next" />
        </nav>
      </main>
    </Layout>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: string }): ReactNode {
  return (
    <>
      <h2>{title}</h2>
      <p className={styles.measure}>
        <Prose>{children}</Prose>
      </p>
    </>
  );
}

interface NeighbourProps {
  readonly message: MessageData | undefined;
  readonly label: string;
  readonly side: 'prev' | 'next';
}

function Neighbour({ message, label, side }: NeighbourProps): ReactNode {
  if (!message) return null;
  return (
    <Link className={`pagination-nav__link pagination-nav__link--${side}`} to={`/messages/${message.code}`}>
      <div className="pagination-nav__sublabel">{label}</div>
      <div className="pagination-nav__label">
        {message.code} <Name>{message.name}</Name>
      </div>
    </Link>
  );
}
