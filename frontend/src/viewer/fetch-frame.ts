export class FrameUnavailable extends Error {
  constructor(readonly status: number) {
    super(`the frame was answered with ${status}`);
  }
}

/** The native pixels of one frame, as DESIGN of the API says: one part, little endian. */
export async function fetchFrame(instanceId: string, frame: number, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(`/api/instances/${instanceId}/frames/${frame}`, {
    headers: { Accept: "application/octet-stream" },
    credentials: "same-origin",
    signal,
  });
  if (!response.ok) throw new FrameUnavailable(response.status);
  return response.arrayBuffer();
}
