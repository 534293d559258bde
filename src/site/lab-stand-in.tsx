import type { ReactNode } from 'react';

export const Lab = ({ children }: { id: string; children: ReactNode }): ReactNode => (
  <main style={{ display: 'grid', gridTemplateColumns: 'minmax(400px, 46%) 1fr' }}>
    <div style={{ padding: 24 }}>{children}</div>
    <div style={{ background: 'var(--dd-sunken)' }} />
  </main>
);
export const Try = ({
  children,
  run,
  apply,
  open,
}: {
  children?: ReactNode;
  run?: string;
  apply?: string;
  open?: string;
  line?: number;
}): ReactNode => <pre>{children ?? run ?? apply ?? open}</pre>;
const Plain = ({
  children,
}: {
  children?: ReactNode;
  id?: string;
  answer?: string;
  run?: string;
  title?: string;
}): ReactNode => <div>{children}</div>;
export const Check = Plain;
export const Predict = Plain;
export const Choice = Plain;
export const Reveal = Plain;
export const Hint = Plain;
export const Feedback = Plain;
export const Solution = (): ReactNode => <p>solution</p>;
export const Why = (): ReactNode => <button>why</button>;
export const Binomial = ({ n, percent, seen }: { n: number; percent: number; seen: number }): ReactNode => (
  <p>{`${n} ${percent} ${seen}`}</p>
);
