/** Text that somebody else wrote. It is set apart so that a right-to-left name cannot turn its neighbours round. */
export function Isolated({ children }: { children: string }) {
  return <bdi>{children}</bdi>;
}
