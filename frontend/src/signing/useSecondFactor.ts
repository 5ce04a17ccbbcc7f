import { useState } from "react";
import { useSession } from "../account/session";
import type { SecondFactor } from "../api/types";
import { factorOf, type Method } from "./factor";

/** What is being typed as the second factor. */
export interface FactorEntry {
  method: Method;
  typed: string;
  /** What the server takes; null while nothing whole was typed. */
  given: SecondFactor | null;
  type: (typed: string) => void;
  choose: (method: Method) => void;
}

export function useSecondFactor(): FactorEntry {
  const hasCodes = useSession().data?.has_codes ?? false;
  const [method, setMethod] = useState<Method>(hasCodes ? "totp" : "password");
  const [typed, type] = useState("");
  return {
    method,
    typed,
    given: factorOf(method, typed),
    type,
    choose(other) {
      setMethod(other);
      type("");
    },
  };
}
