import "./page/page.css";

import { Page } from "./page/page";
import { narrowPolicy } from "./page/policy";
import { hostsTrust, readSettings } from "./page/settings";

const settings = readSettings();
narrowPolicy(settings);
const root = document.getElementById("page");
if (root !== null) new Page(settings, hostsTrust()).open(root);
