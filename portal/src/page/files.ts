/** Hands over what is dropped anywhere on the page, and what is pasted outside its fields. */
export function listenForFiles(take: (files: readonly File[]) => void): void {
  const { classList } = document.body;
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    classList.add("over");
  });
  document.addEventListener("dragleave", () => classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    classList.remove("over");
    take([...(event.dataTransfer?.files ?? [])]);
  });
  document.addEventListener("paste", (event) => {
    if (!(event.target instanceof HTMLInputElement)) take(pasted(event.clipboardData));
  });
}

/** The files on a clipboard, or its text as one. */
function pasted(clipboard: DataTransfer | null): File[] {
  if (clipboard === null) return [];
  if (clipboard.files.length > 0) return [...clipboard.files];
  const text = clipboard.getData("text/plain");
  return text === "" ? [] : [new File([text], "clipboard.json")];
}
