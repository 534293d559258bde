import type { ReactNode } from 'react';

/** Line icons on a 24 px grid, 1.75 px stroke. Always shown with a text or a label. */
const PATHS = {
  play: 'M7 5v14l11-7z',
  pause: 'M8 5v14M16 5v14',
  stop: 'M7 7h10v10H7z',
  undo: 'M4 9h10a5 5 0 0 1 0 10h-3M4 9l4-4M4 9l4 4',
  reset: 'M5 12a7 7 0 1 0 2-5M5 4v4h4',
  check: 'M5 13l4 4L19 7',
  cross: 'M6 6l12 12M18 6L6 18',
  ring: 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16',
  half: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  lock: 'M7 11h10v9H7zM9 11V8a3 3 0 0 1 6 0v3',
  unlock: 'M7 11h10v9H7zM9 11V8a3 3 0 0 1 5.8-1',
  warn: 'M12 4l9 16H3zM12 10v5M12 17.5v.5',
  error: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 15.5v.5',
  info: 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16M12 11v5M12 8v.5',
  chevron: 'M9 6l6 6-6 6',
  back: 'M15 6l-6 6 6 6',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  read: 'M4 5h6a2 2 0 0 1 2 2v13a2 2 0 0 0-2-2H4zM20 5h-6a2 2 0 0 0-2 2v13a2 2 0 0 1 2-2h6z',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  terminal: 'M4 5h16v14H4zM7 9l3 3-3 3M12 15h5',
  mesh: 'M6 5a2 2 0 1 0 0 4a2 2 0 1 0 0-4M18 4a2 2 0 1 0 0 4a2 2 0 1 0 0-4M17 15a2 2 0 1 0 0 4a2 2 0 1 0 0-4M8 7l8-1M7.5 8.5l8 7',
  requests: 'M4 7h16M4 12h16M4 17h10',
  table: 'M4 5h16v14H4zM4 10h16M10 5v14',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  search: 'M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M16 16l4 4',
  question: 'M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .9-1 1.7v.5M12 17.5v.5M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18',
  present: 'M3 4h18M5 4v11h14V4M12 15v3M8 21l4-3 4 3',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={name === 'play' || name === 'stop' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
