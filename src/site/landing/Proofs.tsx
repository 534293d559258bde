import type { ReactNode } from 'react';
import Translate from '@docusaurus/Translate';
import { useLocale } from '@site/src/ui/use-locale';
import { figures } from '../figures';
import styles from './sections.module.css';

/** Three claims, each with the number a command prints.  */
export function Proofs(): ReactNode {
  const count = new Intl.NumberFormat(useLocale());
  return (
    <section className={styles.section}>
      <dl className={styles.proofs}>
        <div>
          <dt>
            {count.format(figures.conformance.pass)} / {count.format(figures.conformance.total)}
          </dt>
          <dd>
            <Translate
              id="home.proofs.faithful"
              description="Explains the number of passed conformance cases"
            >
              expectations taken from Istio, Envoy and Kubernetes themselves that the simulator meets today
            </Translate>
            <code>npm run -s drydock -- conformance</code>
          </dd>
        </div>
        <div>
          <dt>{count.format(figures.startUpMs)} ms</dt>
          <dd>
            <Translate id="home.proofs.start" description="Explains the start-up time">
              from nothing to the first answer: cluster, control plane, proxies and apps
            </Translate>
            <code>npm run -s drydock -- bench start-up</code>
          </dd>
        </div>
        <div>
          <dt>{count.format(figures.simulatorKb)} kB</dt>
          <dd>
            <Translate id="home.proofs.size" description="Explains the size of the simulator">
              is the whole simulator, compressed; nothing else is fetched while you learn
            </Translate>
            <code>npm run -s drydock -- bench simulator-size</code>
          </dd>
        </div>
      </dl>
    </section>
  );
}
