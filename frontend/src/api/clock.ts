/** How far the server's clock is ahead of this computer's, in milliseconds. Clinic computers are often minutes off. */
let aheadMs = 0;

/** Takes the server's time from a response's Date header, which counts whole seconds. */
export function noteServerDate(header: string | null, receivedAt: number): void {
  if (header === null) return;
  const said = Date.parse(header);
  if (Number.isNaN(said)) return;
  const difference = said + 500 - receivedAt;
  aheadMs = Math.abs(difference) < 1500 ? 0 : difference;
}

/** Now, by the server's clock. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}
