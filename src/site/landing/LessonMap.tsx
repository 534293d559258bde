import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import Translate from '@docusaurus/Translate';
import Heading from '@theme/Heading';
import lessons from '@generated/labs/default/lessons.json';
import styles from './sections.module.css';

/** Every lesson there is, in reading order. */
export function LessonMap(): ReactNode {
  return (
    <section className={styles.section}>
      <Heading as="h2">
        <Translate id="home.lessons" description="Heading of the list of lessons on the landing page">
          Lessons
        </Translate>
      </Heading>
      <ol className={styles.lessons}>
        {lessons.map((lesson) => (
          <li key={lesson.address}>
            <Link to={`/docs/${lesson.address}`}>{lesson.title}</Link>
            <p>{lesson.description}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
