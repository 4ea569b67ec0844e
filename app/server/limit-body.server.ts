/** Bytes of a form or a JSON body. */
export const bodyLimit = 1024 * 1024;

/** What counts the bytes of a file by itself, and says so beside the field. */
const takesFiles = /^\/o\/[^/]+\/imports\/new(\.data)?$/;

/** How many bytes an address takes. */
export const bodyLimitOf = (path: string) => (takesFiles.test(path) ? Number.POSITIVE_INFINITY : bodyLimit);

export interface LimitedBody {
  request: Request;
  /** true once more arrived than is allowed */
  exceeded(): boolean;
}

/**
 * Stops reading a body at the limit: at once if its length is announced, else when the bytes have come. What reads the
 * body then fails, and the answer should be 413.
 */
export function limitBody(request: Request, limit = bodyLimit): LimitedBody {
  if (!request.body) return { request, exceeded: () => false };
  const announced = request.headers.get("Content-Length");
  if (announced !== null) {
    const exceeded = !(Number(announced) <= limit);
    return { request, exceeded: () => exceeded };
  }
  let received = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        received += chunk.byteLength;
        if (received > limit) controller.error(new Error("The body is larger than is allowed."));
        else controller.enqueue(chunk);
      },
    }),
  );
  // `duplex` is required of a streamed body; the DOM's types do not know it.
  const limited = new Request(request, { body: counted, duplex: "half" } as RequestInit);
  return { request: limited, exceeded: () => received > limit };
}
