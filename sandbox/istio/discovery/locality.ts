import { memo } from '../../lib/memo';

/** Where something runs. Nearer places share more of the three. */
export interface Locality {
  readonly region?: string;
  readonly zone?: string;
  readonly subZone?: string;
}

/** Reads `region/zone/subzone`; what follows further is nobody's concern. */
export const parseLocality = memo(1000, (text): Locality => {
  const [region, zone, subZone] = text.split('/');
  return {
    ...(region ? { region } : {}),
    ...(zone ? { zone } : {}),
    ...(subZone ? { subZone } : {}),
  };
});

/** The place a pod's labels name; they cannot hold slashes, so dots may stand for them. */
export function localityOfLabels(labels: Readonly<Record<string, string>> = {}): string {
  const label = labels['topology.istio.io/locality'] ?? labels['istio-locality'] ?? '';
  return label.includes('/') ? label : label.replaceAll('.', '/');
}

/** Whether a place lies within what a rule names: `*` and what is left out stand for any. */
export function isWithin(place: Locality, rule: string): boolean {
  const [region = '', zone = '', subZone = ''] = rule.split('/');
  const fits = (wanted: string, own: string | undefined): boolean =>
    wanted === '*' || wanted === '' || wanted === (own ?? '');
  return (
    (region === '*' || region === (place.region ?? '')) &&
    fits(zone, place.zone) &&
    fits(subZone, place.subZone)
  );
}

/** How far apart two places are: 0 the same subzone, 1 the same zone, 2 the same region, 3 neither. */
export function distance(one: Locality, other: Locality): number {
  if ((one.region ?? '') !== (other.region ?? '')) return 3;
  if ((one.zone ?? '') !== (other.zone ?? '')) return 2;
  return (one.subZone ?? '') === (other.subZone ?? '') ? 0 : 1;
}

/** The labels that a workload in a place carries besides its own. */
export function placeLabels({ region, zone, subZone }: Locality): Readonly<Record<string, string>> {
  return {
    ...(region ? { 'topology.kubernetes.io/region': region } : {}),
    ...(zone ? { 'topology.kubernetes.io/zone': zone } : {}),
    ...(subZone ? { 'topology.istio.io/subzone': subZone } : {}),
  };
}
