import { keepsDates } from "../../tasks/model/keeps-dates";

describe("two publishers who run commands in any order", () => {
  keepsDates(3, 100);
});
