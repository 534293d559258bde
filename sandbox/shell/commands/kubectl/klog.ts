import { formatTimestamp } from '../../../kube/index';
import type { Session } from './session';

/** A log line of kubectl's own: `W1121 10:00:00.123456   16416 helpers.go:719] text`. */
export function klog(severity: 'W' | 'E', place: string, text: string, session: Session): string {
  const now = session.context.world.now();
  const [date = '', clock = ''] = formatTimestamp(now).split('T');
  const micros = String(Math.floor((now % 1000) * 1000)).padStart(6, '0');
  return `${severity}${date.slice(5).replace('-', '')} ${clock.slice(0, 8)}.${micros}   16416 ${place}] ${text}\n`;
}
