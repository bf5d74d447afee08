import { keepsDates } from "./model/keeps-dates";

describe("two publishers who run commands in any order", () => {
  keepsDates(1, 20);
});
