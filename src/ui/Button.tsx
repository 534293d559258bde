import clsx from 'clsx';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import { VisuallyHidden } from './VisuallyHidden';
import styles from './Button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon?: IconName;
  /** `primary` is the one call to action of a view; `quiet` has no border until touched. */
  readonly look?: 'plain' | 'primary' | 'quiet';
  /** The icon alone is shown; `children` is its name for those who cannot see it. */
  readonly iconOnly?: boolean;
}

export function Button({
  icon,
  look = 'plain',
  iconOnly = false,
  children,
  className,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={clsx(styles.button, styles[look], iconOnly && styles.iconOnly, className)}
      title={iconOnly && typeof children === 'string' ? children : undefined}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {iconOnly ? <VisuallyHidden>{children}</VisuallyHidden> : children}
    </button>
  );
}
