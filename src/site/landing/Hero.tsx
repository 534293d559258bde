import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import Translate from '@docusaurus/Translate';
import Heading from '@theme/Heading';
import lessons from '@generated/labs/default/lessons.json';
import { MiniMesh } from './MiniMesh';
import styles from './Hero.module.css';

/** One sentence, one button, and the real thing running beside them. */
export function Hero(): ReactNode {
  return (
    <div className={styles.hero}>
      <div className={styles.words}>
        <Heading as="h1" className={styles.sentence}>
          <Translate id="home.sentence" description="The one sentence of the landing page">
            Learn Istio without a cluster: type YAML, and a simulated mesh in this tab answers.
          </Translate>
        </Heading>
        <Link className={styles.start} to={`/docs/${lessons[0]?.address ?? ''}`}>
          <Translate id="home.start" description="The one button of the landing page">
            Start the first lesson
          </Translate>
        </Link>
      </div>
      <MiniMesh />
    </div>
  );
}
