import { useState, type ReactNode } from 'react';
import Translate, { translate } from '@docusaurus/Translate';
import { AnswerLog } from './AnswerLog';
import { MeshPicture } from './MeshPicture';
import { useMiniWorld } from './use-mini-world';
import styles from './MiniMesh.module.css';

/** A small mesh that runs: drag the weight, watch where the answers come from. */
export function MiniMesh(): ReactNode {
  const [risky, setRisky] = useState(10);
  const { answers, counts, failed } = useMiniWorld(risky);
  return (
    <section
      className={styles.pane}
      aria-label={translate({
        id: 'home.mesh.label',
        message: 'A running mesh',
        description: 'Name of the live demo on the landing page, for screen readers',
      })}
    >
      <MeshPicture risky={risky} latest={answers.at(-1)} />
      <div className={styles.weight}>
        <label htmlFor="mini-mesh-weight">
          <Translate id="home.mesh.weight" description="Label of the slider; risky is a version's name">
            Weight of risky
          </Translate>
        </label>
        <input
          id="mini-mesh-weight"
          type="range"
          min={0}
          max={100}
          step={5}
          value={risky}
          style={{ '--share': `${risky}%` } as React.CSSProperties}
          onChange={(event) => {
            setRisky(event.target.valueAsNumber);
          }}
        />
        <output htmlFor="mini-mesh-weight">{risky} %</output>
      </div>
      <AnswerLog answers={answers} counts={counts} failed={failed} />
    </section>
  );
}
