import type { ReactNode } from 'react';
import { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import { Hero } from '../site/landing/Hero';
import { LessonMap } from '../site/landing/LessonMap';
import { Proofs } from '../site/landing/Proofs';

export default function Home(): ReactNode {
  return (
    <Layout
      title={translate({
        id: 'home.title',
        message: 'Learn Istio without a cluster',
        description: 'Title of the landing page',
      })}
      description={translate({
        id: 'home.description',
        message:
          'A simulated Istio mesh in the browser tab: type YAML and commands, see what every request did and why.',
        description: 'Description of the landing page for search engines',
      })}
    >
      <main>
        <Hero />
        <Proofs />
        <LessonMap />
      </main>
    </Layout>
  );
}
