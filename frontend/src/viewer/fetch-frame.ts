import { Problem } from "../api/problem";

/** The native pixels of one frame: one part, little endian. Throws the server's Problem. */
export async function fetchFrame(instanceId: string, frame: number, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(`/api/instances/${instanceId}/frames/${frame}`, {
    headers: { Accept: "application/octet-stream" },
    credentials: "same-origin",
    signal,
  });
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})));
  return response.arrayBuffer();
}
