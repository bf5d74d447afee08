import { h } from "../page/dom";
import { keepSetting, type Settings } from "../page/settings";
import type { Words } from "../words/words";

/** What the page is pointed at, and how fresh a certificate must be. */
export function settingsView(
  settings: Settings,
  { settings: words }: Words,
  notBefore: { readonly day: string; readonly onChange: (day: string) => void },
): HTMLElement {
  const day = h("input", {
    type: "date",
    id: "not-before",
    "aria-describedby": "not-before-hint",
    value: notBefore.day,
  });
  day.addEventListener("change", () => notBefore.onChange(day.value));
  const fields = (["node", "registry", "catalogue"] as const).map((name) => ({
    name,
    input: h("input", {
      id: `set-${name}`,
      // A catalogue may be named from the page on.
      type: name === "node" ? "url" : "text",
      value: settings[name],
      spellcheck: "false",
      "aria-describedby": name === "node" && "node-hint",
    }),
  }));
  const said = h("p", { role: "status" });
  const save = h("button", { type: "submit" }, words.save);
  const form = h(
    "form",
    {},
    ...fields.flatMap(({ name, input }) => [
      h("label", { for: `set-${name}` }, words[name]),
      input,
      name === "node" && h("p", { class: "note", id: "node-hint" }, words.nodeHint),
    ]),
    save,
    said,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      for (const { name, input } of fields) keepSetting(name, input.value.trim());
    } catch {
      said.textContent = words.notKept;
      return;
    }
    location.reload();
  });
  const reached = [settings.node, settings.catalogue].filter((each) => each !== undefined);
  return h(
    "section",
    { class: "settings", "aria-labelledby": "settings" },
    h(
      "details",
      {},
      h("summary", { id: "settings" }, words.heading),
      h("label", { for: "not-before" }, words.notBefore),
      day,
      h("p", { class: "note", id: "not-before-hint" }, words.notBeforeHint),
      form,
    ),
    h("p", { class: "note" }, reached.length === 0 ? words.reachesNothing : words.reaches(reached.join(", "))),
  );
}
