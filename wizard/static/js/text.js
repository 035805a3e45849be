// The box of a guide's text: its lines are numbered, those with a fault are marked, a fault's link takes the caret there.
(() => {
  const box = () => document.getElementById("text");
  const gutter = () => document.getElementById("gutter");
  let shown = "";
  let hasAdvice = false;

  function number() {
    if (!box() || !gutter()) return;
    const wrong = new Set([...document.querySelectorAll("#found > .faults [data-line]")].map((link) => +link.dataset.line));
    box().toggleAttribute("aria-invalid", false);
    if (wrong.size) box().setAttribute("aria-invalid", "true");
    const advice = document.getElementById("advice");
    if (advice) advice.open = hasAdvice; // an answer that came meanwhile folds nothing up
    const count = box().value.split("\n").length;
    const state = `${count} ${[...wrong]}`;
    if (state !== shown || !gutter().firstChild) draw(count, wrong);
    shown = state;
    gutter().scrollTop = box().scrollTop;
  }

  function draw(count, wrong) {
    gutter().replaceChildren();
    for (let line = 1; line <= count; line += 1) {
      const mark = document.createElement(wrong.has(line) ? "mark" : "span");
      mark.textContent = wrong.has(line) ? `! ${line}\n` : `${line}\n`;
      gutter().append(mark);
    }
  }

  function go(line, column) {
    const lines = box().value.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const within = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
    box().setSelectionRange(before + within, before + within);
    box().blur();
    box().focus();
    box().scrollTop = (line - 5) * parseFloat(getComputedStyle(box()).lineHeight);
  }

  document.addEventListener("click", (event) => {
    const advice = event.target.closest("#advice > summary")?.parentElement;
    if (advice) hasAdvice = !advice.open;
    const link = event.target.closest("[data-line]");
    if (!link || !box()) return;
    event.preventDefault();
    go(+link.dataset.line, +link.dataset.column);
  });
  document.addEventListener("input", (event) => {
    if (event.target === box()) number();
  });
  document.addEventListener("scroll", (event) => {
    if (event.target === box() && gutter()) gutter().scrollTop = box().scrollTop;
  }, true);
  document.addEventListener("htmx:after:swap", number);

  number();
  const asked = new URLSearchParams(location.search);
  if (box() && asked.has("line")) go(+asked.get("line") || 1, +asked.get("column") || 1);
})();
