export function TurnaroundPage() {
  return null;
}
