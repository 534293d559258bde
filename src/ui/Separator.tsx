import clsx from 'clsx';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import styles from './Separator.module.css';

interface SeparatorProps {
  readonly label: string;
  /** `vertical` is a standing line between left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Share of the first pane, percent. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  /** Rectangle that `value` is a share of. */
  readonly within: () => DOMRect | undefined;
  readonly className?: string;
}

/** A line between two panes that moves by mouse, touch and keyboard (arrows, Home, End). */
export function Separator(props: SeparatorProps): ReactNode {
  const { label, orientation, value, min, max, onChange, within, className } = props;
  const clamp = (next: number): number => Math.min(max, Math.max(min, next));
  const follow = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = within();
    if (box === undefined) return;
    const share =
      orientation === 'vertical'
        ? (event.clientX - box.left) / box.width
        : (event.clientY - box.top) / box.height;
    onChange(clamp(100 * share));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const target = { [less]: value - 3, [more]: value + 3, Home: min, End: max }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onChange(clamp(target));
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      className={clsx(styles.separator, styles[orientation], className)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={follow}
    />
  );
}
