// data table
/** Round trips of the five vehicles as way points (latitude, longitude); the simulator drives the lines between them. */
export interface Track {
  readonly vehicle: string;
  readonly points: readonly (readonly [lat: number, lng: number])[];
}

export const TRACKS: readonly Track[] = [
  {
    vehicle: 'City Truck',
    points: [
      [53.3781, -1.4702],
      [53.3752, -1.4759],
      [53.3719, -1.4828],
      [53.3684, -1.4905],
      [53.3661, -1.4987],
      [53.3627, -1.5041],
      [53.3652, -1.4932],
      [53.3703, -1.4801],
      [53.3748, -1.4721],
    ],
  },
  {
    vehicle: 'Huddersfield Truck A',
    points: [
      [53.6091, -1.8264],
      [53.6139, -1.8201],
      [53.6188, -1.8129],
      [53.6241, -1.8056],
      [53.6279, -1.7993],
      [53.6227, -1.8034],
      [53.6171, -1.8101],
      [53.6122, -1.8197],
    ],
  },
  {
    vehicle: 'Huddersfield Truck B',
    points: [
      [53.6268, -1.8059],
      [53.6219, -1.8087],
      [53.6163, -1.8131],
      [53.6109, -1.8208],
      [53.6073, -1.8281],
      [53.6118, -1.8222],
      [53.6181, -1.8149],
      [53.6236, -1.8078],
    ],
  },
  {
    vehicle: 'London Riverside',
    points: [
      [51.5112, -0.1081],
      [51.5107, -0.1009],
      [51.5101, -0.0948],
      [51.5097, -0.0889],
      [51.5089, -0.0823],
      [51.5094, -0.0871],
      [51.5103, -0.0962],
      [51.5109, -0.1034],
    ],
  },
  {
    vehicle: 'Village Truck',
    points: [
      [53.2817, -1.6483],
      [53.2856, -1.6569],
      [53.2891, -1.6671],
      [53.2924, -1.6779],
      [53.2951, -1.7012],
      [53.2976, -1.7391],
      [53.2939, -1.6904],
      [53.2872, -1.6612],
    ],
  },
];
