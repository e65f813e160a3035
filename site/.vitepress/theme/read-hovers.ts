/**
 * What the compiler says of each name in a sample, by keyboard: Enter goes into the sample, arrow keys go from
 * name to name, Escape leaves. As stops of the Tab key, thirty names would stand between two paragraphs.
 */
export function readHoversByKeyboard(): void {
  document.addEventListener("keydown", (event) => {
    const sample = (event.target as Element | null)?.closest?.<HTMLElement>("pre.twoslash");
    if (!sample) return;
    const names = [...sample.querySelectorAll<HTMLElement>(".twoslash-hover > span")];
    const next = nextOf(names, event);
    if (!next && event.key !== "Escape") return;
    event.preventDefault();
    focus(next ?? sample);
  });
}

function nextOf(names: readonly HTMLElement[], { key, target }: KeyboardEvent) {
  const at = names.indexOf(target as HTMLElement);
  if (at < 0) return key === "Enter" ? names[0] : undefined;
  if (key === "ArrowRight" || key === "ArrowDown") return names[at + 1] ?? names[at];
  if (key === "ArrowLeft" || key === "ArrowUp") return names[at - 1] ?? names[at];
  return undefined;
}

/** A name with the focus opens as one under the mouse does. */
function focus(element: HTMLElement): void {
  if (element.matches(".twoslash-hover > span")) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.dispatchEvent(new MouseEvent("mouseleave")), {
      once: true,
    });
    element.dispatchEvent(new MouseEvent("mouseenter"));
  }
  element.focus();
}
