import "./page/page.css";

import { narrowPolicy } from "./page/policy";
import { readSettings } from "./page/settings";

const settings = readSettings();
narrowPolicy(settings);
