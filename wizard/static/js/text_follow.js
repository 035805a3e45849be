// The text of a guide and its screen beside it go together: the screen of the step that the caret is in, the text of the screen that is shown.
(() => {
  const STEP = /^\s*- (?:\{\s*)?id:\s*["']?([a-z0-9-]+)/;
  const frame = () => document.getElementById("stage");
  const box = () => document.querySelector("textarea[data-editor]"); // other pages have a #text of their own
  const goesAlong = () => document.getElementById("along")?.checked;
  const REST_MS = 400;
  let resting = 0;
  let isTyping = false; // when the screen was asked for: it takes nobody's caret away
  let shown = null; // the step whose screen was asked for last, by the caret or by a press in the frame

  function stepAt(lines, number) {
    const begins = lines.findIndex((line) => /^steps:/.test(line));
    if (number - 1 < begins || begins < 0) return "";
    for (let at = number - 1; at > begins; at -= 1) {
      const found = STEP.exec(lines[at])?.[1];
      if (found && linkOf(found)) return found;
    }
    return "";
  }

  function linkOf(id) {
    const stop = [...document.querySelectorAll("#stops li")].find((one) => one.querySelector("small")?.textContent === id);
    return stop?.querySelector("a");
  }

  function lineOf(id) {
    return box().value.split("\n").findIndex((line) => STEP.exec(line)?.[1] === id) + 1;
  }

  function stepShown() {
    const { pathname } = frame().contentWindow.location;
    const [, stage, , , id = ""] = pathname.split("/");
    return stage === "stage" ? id : null;
  }

  // A caret that rests brings its screen: who types on is not disturbed, and Back leads to the page before.
  document.addEventListener("caret", ({ detail }) => {
    clearTimeout(resting);
    if (goesAlong() && !detail.docChanged && frame()) resting = setTimeout(follow, REST_MS, detail.number);
  });

  // Whoever asks for another screen has it: the caret's, which was still to come, does not take its place.
  document.addEventListener("click", ({ target }) => {
    if (target.closest("a[target=stage]")) clearTimeout(resting);
  });

  function follow(number) {
    const id = box() ? stepAt(box().value.split("\n"), number) : "";
    if (!id || id === shown) return;
    shown = id;
    isTyping = document.activeElement?.id === "code";
    document.dispatchEvent(new CustomEvent("stage:go", { detail: { href: linkOf(id).href } }));
  }

  document.addEventListener("load", (event) => {
    if (event.target !== frame() || !box()) return;
    if (isTyping && document.activeElement === frame()) document.dispatchEvent(new CustomEvent("text:focus"));
    isTyping = false;
    const id = stepShown();
    const isNew = id && id !== shown;
    shown = id ?? shown;
    const line = isNew && goesAlong() ? lineOf(id) : 0;
    if (line) document.dispatchEvent(new CustomEvent("text:show", { detail: { line } }));
  }, true);
})();
