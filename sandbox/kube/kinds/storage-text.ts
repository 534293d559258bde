import { strings } from '../read';

const MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** `RWO,RWX`, in the order that tables have. */
export function accessModes(value: unknown): string {
  const given = strings(value);
  return Object.entries(MODES)
    .filter(([mode]) => given.includes(mode))
    .map(([, short]) => short)
    .join(',');
}
