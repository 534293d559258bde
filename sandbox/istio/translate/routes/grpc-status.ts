import { grpcStatuses } from '../../kinds/virtual-service/grpc-status';

/** The number of a gRPC status name; unknown names were refused at admission and count as OK. */
export function grpcCode(name: string): number {
  return Math.max(0, grpcStatuses.indexOf(name));
}
