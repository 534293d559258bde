import type { ReactNode } from 'react';
import { translate } from '@docusaurus/Translate';
import type { Answer } from './answers';
import styles from './MeshPicture.module.css';

const MIDDLE = 100;
const LANES = { safe: 62, risky: 146 };
const HOPS = [
  { name: 'ingress', x: 48 },
  { name: 'webapp', x: 178 },
  { name: 'api-gateway', x: 308 },
];
const VERSION_X = 488;

interface MeshPictureProps {
  /** Percent of requests for the risky version. */
  readonly risky: number;
  readonly latest: Answer | undefined;
}

/** The path of a request through the mesh; the width of the last two edges is their share. */
export function MeshPicture({ risky, latest }: MeshPictureProps): ReactNode {
  const label = translate(
    {
      id: 'home.mesh.picture',
      message:
        'Requests go from the ingress through webapp and api-gateway: {safe} % to safe, {risky} % to risky.',
      description: 'The picture of the mesh in words, for screen readers',
    },
    { safe: 100 - risky, risky },
  );
  return (
    <svg className={styles.picture} viewBox="0 0 560 206" role="img" aria-label={label}>
      <path className={styles.edge} d={`M66 ${MIDDLE}H160M196 ${MIDDLE}H290`} />
      <rect className={styles.app} x="424" y="8" width="128" height="190" rx="10" />
      <text className={styles.name} x="488" y="28">
        staff-service
      </text>
      <Split version="safe" share={100 - risky} />
      <Split version="risky" share={risky} />
      {HOPS.map(({ name, x }) => (
        <g key={name}>
          <rect className={styles.node} x={x - 18} y={MIDDLE - 18} width="36" height="36" rx="8" />
          <path className={styles.mark} d={MARKS[name]} transform={`translate(${x - 10} ${MIDDLE - 10})`} />
          <text className={styles.name} x={x} y={MIDDLE + 38}>
            {name}
          </text>
        </g>
      ))}
      {latest && (
        <circle key={latest.number} className={`${styles.dot} ${styles[latest.version]}`} r="5">
          <animateMotion dur="0.7s" fill="freeze" path={journey(latest.version)} />
        </circle>
      )}
    </svg>
  );
}

/** Small drawings of a door, a window and a switch, 20 by 20. */
const MARKS: Readonly<Record<string, string>> = {
  ingress: 'M8 3h8v14H8M2 10h9M8 7l3 3-3 3',
  webapp: 'M2 4h16v12H2zM2 8h16M5 6h.01',
  'api-gateway': 'M3 10h5l4-5h5M8 10l4 5h5M15 3l2 2-2 2M15 13l2 2-2 2',
};

function Split({
  version,
  share,
}: {
  readonly version: 'safe' | 'risky';
  readonly share: number;
}): ReactNode {
  const y = LANES[version];
  return (
    <g className={styles[version]}>
      <path
        className={styles.share}
        d={curve(version)}
        strokeWidth={share === 0 ? 1 : 2 + share * 0.08}
        strokeDasharray={share === 0 ? '3 5' : undefined}
      />
      <text className={styles.percent} x="392" y={version === 'safe' ? y - 10 : y + 20}>
        {share} %
      </text>
      <rect className={styles.version} x={VERSION_X - 18} y={y - 18} width="36" height="36" rx="8" />
      <text className={styles.name} x={VERSION_X} y={y + 34}>
        {version}
      </text>
    </g>
  );
}

function curve(version: 'safe' | 'risky'): string {
  return `M326 ${MIDDLE}${bend(version)}`;
}

/** From the ingress to the middle of the version that answered. */
function journey(version: 'safe' | 'risky'): string {
  return `M48 ${MIDDLE}H326${bend(version)}H${VERSION_X}`;
}

function bend(version: 'safe' | 'risky'): string {
  const y = LANES[version];
  return `C380 ${MIDDLE} 400 ${y} ${VERSION_X - 18} ${y}`;
}
