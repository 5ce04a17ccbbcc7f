import type { Same } from "../same";
import type { viewer as zh } from "../zh/viewer";

export const viewer: Same<typeof zh> = {};
