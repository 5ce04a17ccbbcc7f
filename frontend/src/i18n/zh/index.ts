import { account } from "./account";
import { common } from "./common";
import { ecg } from "./ecg";
import { nav } from "./nav";
import { viewer } from "./viewer";

export const zh = { account, common, ecg, nav, viewer };
