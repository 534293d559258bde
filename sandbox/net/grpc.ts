import { utf8Bytes } from './utf8';

/** Whether a message says that it is gRPC's (source/common/grpc/common.cc, hasGrpcContentType). */
export function isGrpc(contentType: string | undefined): boolean {
  return contentType === 'application/grpc' || contentType?.startsWith('application/grpc+') === true;
}

/** What comes before each message: whether it is compressed, and its length. */
const HEADER_BYTES = 5;

/**
 * How many gRPC messages a body holds. One that begins without a message's header is one message: the sandbox's own
 * servers and clients leave it out.
 */
export function grpcMessages(body: string): number {
  if (body === '') return 0;
  if (body.charCodeAt(0) > 1) return 1;
  const bytes = utf8Bytes(body);
  const view = new DataView(bytes.buffer);
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    const length = at + HEADER_BYTES <= bytes.length ? view.getUint32(at + 1) : 0;
    at += HEADER_BYTES + length;
  }
  return count;
}
