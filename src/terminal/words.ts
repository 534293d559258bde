import { translate } from '@docusaurus/Translate';

export const words = {
  label: translate({ id: 'terminal.label', message: 'Terminal' }),
  starting: translate({ id: 'terminal.starting', message: 'The cluster is starting…' }),
  stop: translate({ id: 'terminal.stop', message: 'Stop' }),
  stopHelp: translate({ id: 'terminal.stopHelp', message: 'Interrupt the running command (Ctrl+C)' }),
  clear: translate({ id: 'terminal.clear', message: 'Clear' }),
  leave: translate({ id: 'terminal.leave', message: 'Leave with Shift+Tab, or Esc then Tab' }),
} as const;
