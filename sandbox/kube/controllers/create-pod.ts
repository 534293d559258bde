import { ApiError } from '../api-error';
import type { KubeObject } from '../object';
import type { ControllerContext } from './controller';

/** Creates a pod of a workload. @param tellRefusal says why not, when the server does not take it @throws ApiError */
export function createPod(
  pod: KubeObject,
  { api }: ControllerContext,
  tellRefusal: (message: string) => void,
): KubeObject {
  try {
    return api.create(pod, { fieldValidation: 'Ignore' }).object;
  } catch (error) {
    if (error instanceof ApiError) tellRefusal(error.message);
    throw error;
  }
}
