/** What is accepted and stored, and changes nothing. */
export { notSimulated } from './not-simulated';
