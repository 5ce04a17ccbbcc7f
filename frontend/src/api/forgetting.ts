const acts = new Set<() => void>();

/** Says what else is to be forgotten when another person may sit down at this page. */
export function whenForgotten(act: () => void): void {
  acts.add(act);
}

export function forgetEverything(): void {
  for (const act of acts) act();
}
