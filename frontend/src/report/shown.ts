import { createContext, useContext } from "react";

/** What the pictures' side of the desk knows of what was seen. */
export interface ShownPictures {
  /** Of how many pictures only a preview was seen so far; nobody signs for those. */
  onlyPreviews: number;
  /** Tells the server all that was seen, so that it knows before it is asked to sign. */
  tell: () => Promise<void>;
}

const NO_PICTURES: ShownPictures = { onlyPreviews: 0, tell: () => Promise.resolve() };

export const ShownContext = createContext<ShownPictures>(NO_PICTURES);

export function useShownPictures(): ShownPictures {
  return useContext(ShownContext);
}
