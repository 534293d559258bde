/** Judging one object as the API server would. */
export { admit } from './admit';
export type { Admission, AdmitOptions, NotSimulated } from './admit';
export { unsupportedFields } from './unsupported';
export { admissionFailure } from './failure';
export { causeText } from './finding';
export type { AdmissionError, AdmissionStage, AdmissionWarning } from './finding';
export type { CelEvaluator, CelVerdict } from './cel';
export { metadataDecodeError } from './decode';
export { objectSchema } from './object-schema';
