import { isoSeconds } from '../../../lib/calendar';

/** A log line of kubectl's own: `W1121 10:00:00.123456   16416 helpers.go:719] text`. @param nowMs epoch milliseconds */
export function klogLine(severity: 'W' | 'E', place: string, text: string, nowMs: number): string {
  const [date = '', clock = ''] = isoSeconds(nowMs).split('T');
  const micros = String(Math.floor((nowMs % 1000) * 1000)).padStart(6, '0');
  return `${severity}${date.slice(5).replace('-', '')} ${clock.slice(0, 8)}.${micros}   16416 ${place}] ${text}\n`;
}
