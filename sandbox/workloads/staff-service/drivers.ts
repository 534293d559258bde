/** Who drives what, and the number of the portrait; facts of the delivery-tracking app. */
export interface Driver {
  readonly name: string;
  readonly photo: string;
}

export const DRIVERS: ReadonlyMap<string, Driver> = new Map([
  ['City Truck', { name: 'Pam Parry', photo: '1.jpg' }],
  ['Huddersfield Truck A', { name: 'Duke T. Dog', photo: '2.jpg' }],
  ['Huddersfield Truck B', { name: 'Denzil Tulser', photo: '3.jpg' }],
  ['London Riverside', { name: 'Herman Boyce', photo: '4.jpg' }],
  ['Village Truck', { name: 'June Snell', photo: '5.jpg' }],
]);

export const PHOTO_PREFIX = 'https://rac-istio-course-images.s3.amazonaws.com/';
export const PLACEHOLDER = 'placeholder.png';
