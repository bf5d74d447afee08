import { droppedFolder, type Folder } from "./folder";

/** Takes what somebody brings. */
export interface Taking {
  readonly files: (files: readonly File[]) => void;
  readonly folder: (folder: Folder) => void;
}

/** Hands over what is dropped anywhere on the page, and what is pasted outside its fields. */
export function listenForFiles(take: Taking): void {
  const { classList } = document.body;
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    classList.add("over");
  });
  document.addEventListener("dragleave", () => classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    classList.remove("over");
    const dropped = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === "file");
    const found = dropped.map((item) => droppedFolder(item) ?? item.getAsFile());
    take.files(found.filter((each) => each instanceof File));
    for (const each of found) if (each !== null && !(each instanceof File)) take.folder(each);
  });
  document.addEventListener("paste", (event) => {
    if (!(event.target instanceof HTMLInputElement)) take.files(pasted(event.clipboardData));
  });
}

/** The files on a clipboard, or its text as one. */
function pasted(clipboard: DataTransfer | null): File[] {
  if (clipboard === null) return [];
  if (clipboard.files.length > 0) return [...clipboard.files];
  const text = clipboard.getData("text/plain");
  return text === "" ? [] : [new File([text], "clipboard.json")];
}
