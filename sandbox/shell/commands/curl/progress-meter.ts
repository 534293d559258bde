/** The columns' titles, printed before the first line. */
const TITLES =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';

/** The meter that curl prints to standard error while its output goes elsewhere: start. */
export function meterStart(): string {
  return `${TITLES}\r${meterLine(0, 0, 0)}`;
}

/** The meter's last state. @param received bytes; @param sent bytes */
export function meterEnd(received: number, sent: number, ms: number): string {
  return `\r${meterLine(received, sent, ms)}\n`;
}

function meterLine(received: number, sent: number, ms: number): string {
  const seconds = ms / 1000;
  const speed = (bytes: number): string => amount(seconds > 0 ? Math.round(bytes / seconds) : 0);
  const total = received + sent;
  const percent = (part: number): string => (part > 0 ? '100' : '0');
  const spent = clock(Math.floor(seconds));
  const columns = [
    `${percent(total).padStart(3)} ${amount(total)}`,
    `${percent(received).padStart(3)} ${amount(received)}`,
    `${percent(sent).padStart(3)} ${amount(sent)}`,
    speed(received),
    `${speed(sent)} ${spent} ${spent} --:--:-- ${speed(total)}`,
  ];
  return columns.join('  ');
}

/** Five columns: bytes, then k, M, G. */
function amount(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  const kilo = 1024;
  if (bytes < 10_000 * kilo) return `${String(Math.floor(bytes / kilo))}k`.padStart(5);
  return `${String(Math.floor(bytes / kilo / kilo))}M`.padStart(5);
}

function clock(seconds: number): string {
  if (seconds <= 0) return '--:--:--';
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(2)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
