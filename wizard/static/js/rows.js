// The table of rows follows what is typed; a secret is shown as dots, of a long value the beginning.
(() => {
  const brief = (value) => ([...value].length > 60 ? `${[...value].slice(0, 59).join("")}…` : value);
  function show(input) {
    if (!input.id || !input.closest("form#account")) return;
    const secret = input.autocomplete === "new-password";
    for (const cell of document.querySelectorAll(`[data-cell="${CSS.escape(input.id)}"]`)) {
      cell.dataset.empty ??= cell.textContent;
      cell.textContent = input.value ? (secret ? "••••••" : brief(input.value)) : cell.dataset.empty;
    }
  }
  document.addEventListener("input", (event) => show(event.target));
  for (const input of document.querySelectorAll("form#account input:not([type=hidden], [type=radio])")) if (input.value) show(input);
})();
